import type { Preset } from '../types.js';
import { basic } from './basic.js';
import { herokuPostgres } from './heroku-postgres.js';
import { minimal } from './minimal.js';

/** Every preset that is shipped. */
export const presets: readonly Preset[] = [herokuPostgres, basic, minimal];
