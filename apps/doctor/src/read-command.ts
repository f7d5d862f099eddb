import { parseArgs } from 'node:util';
import { AppError, messageOf } from '@pgwatch-heroku/shared';

export interface Command {
  /** Names of sources; all where there are none. */
  sources: string[];
  asJson: boolean;
}

/** @throws AppError `configuration` with the usage. */
export function readCommand(argv: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    return { sources: positionals, asJson: values.json };
  } catch (error) {
    throw new AppError('configuration', messageOf(error), {
      hint: 'Usage: pgwatch-heroku doctor [source ...] [--json]',
    });
  }
}
