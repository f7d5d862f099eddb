import { exitCodes, parseDyno } from '@pgwatch-heroku/shared';
import type { Config } from './config.js';
import { type Process, processes } from './processes.js';

/** Names of dynos that no process type is behind: `heroku run` and Heroku Scheduler, which say what to run. */
const oneOffs = ['run', 'scheduler'];

export type Choice =
  | { kind: 'start'; process: Process; args: string[] }
  | { kind: 'usage'; exitCode: number; problem?: string };

/**
 * Which process to start: the one named in the arguments, else the one that this dyno is called after. Private Spaces
 * start the image without arguments, so `$DYNO` (`collector.1`, `release.4321`) is all there is to go by.
 */
export function chooseProcess(argv: readonly string[], config: Config): Choice {
  const [named, ...args] = argv;
  const name = named ?? parseDyno(config.DYNO)?.processType;
  const isBareOneOff = named === undefined && name !== undefined && oneOffs.includes(name);
  if (name === undefined || isBareOneOff) return { kind: 'usage', exitCode: exitCodes.done };
  const ofName = processes.filter((process) => process.name === name);
  if (ofName.length === 0) return refuse(`there is no process ${JSON.stringify(name)}`);
  const role = config.PGWATCH2_APP;
  const found = ofName.find(({ roles }) => roles.includes(role));
  if (!found) {
    return refuse(`PGWATCH2_APP=${role} has no process ${name}: scale it to 0, or change PGWATCH2_APP`);
  }
  return { kind: 'start', process: found, args: [...found.args, ...args] };
}

const refuse = (problem: string): Choice => ({ kind: 'usage', exitCode: exitCodes.configuration, problem });
