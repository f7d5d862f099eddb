import { parseArgs } from 'node:util';
import { AppError, messageOf } from './errors.js';

/**
 * Reads a command line that takes these flags and nothing else: whether each of them stands in it.
 *
 * @param args the command line's own unless given.
 * @throws AppError `configuration` with the usage as hint.
 */
export function readFlags<F extends string = never>(
  usage: string,
  flags: readonly F[] = [],
  args: readonly string[] = process.argv.slice(2),
): Record<F, boolean> {
  try {
    const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean', default: false }] as const));
    return parseArgs({ args: [...args], options }).values as Record<F, boolean>;
  } catch (error) {
    throw new AppError('configuration', messageOf(error), { hint: `Usage: ${usage}` });
  }
}
