import type { Config } from './config.js';
import { type Process, processes, type Role, roles } from './processes.js';

export type Choice =
  | { kind: 'start'; process: Process; args: string[] }
  | { kind: 'usage'; exitCode: number; problem?: string };

/** Exit code for a configuration that a person must change. */
const configurationExit = 78;

/**
 * Which process to start: the one named in the arguments, else the one that this dyno is called after. Private Spaces
 * start the image without arguments, so `$DYNO` (`collector.1`, `release.4321`) is all there is to go by.
 */
export function chooseProcess(argv: readonly string[], config: Config): Choice {
  const [named, ...args] = argv;
  if (named === '--help' || named === '-h' || named === 'help') return { kind: 'usage', exitCode: 0 };
  const role = config.app ?? 'all';
  if (!isRole(role)) return refuse(`PGWATCH2_APP is ${JSON.stringify(role)}; it can be ${roles.join(', ')}`);
  const name = named ?? /^([-\w]+)\.\d+$/.exec(config.dyno ?? '')?.[1];
  if (name === undefined || (named === undefined && name === 'run')) return { kind: 'usage', exitCode: 0 };
  const found = processes.find((process) => process.name === name);
  if (!found) return refuse(`there is no process ${JSON.stringify(name)}`);
  if (!found.roles.includes(role)) {
    return refuse(`PGWATCH2_APP=${role} has no process ${name}: scale it to 0, or change PGWATCH2_APP`);
  }
  return { kind: 'start', process: found, args: [...found.args, ...args] };
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

function refuse(problem: string): Choice {
  return { kind: 'usage', exitCode: configurationExit, problem };
}
