import type { Env, ProgramOptions } from '@pgwatch-heroku/shared';

/** The environment is read by the app that a program is. */
export type BootstrapProgramOptions = ProgramOptions & { env: Env };
