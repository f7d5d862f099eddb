import type { Env } from './env.js';
import type { Logger } from './logger.js';

/** What a process that ends by itself is given: apart from that process, which a test does not start for each thing that it does. */
export interface ProgramOptions {
  /** What stands behind its name; the command line's own unless given. */
  args?: readonly string[];
  /** The process' own unless given. */
  env?: Env;
  log: Logger;
  signal: AbortSignal;
}
