import type { Preset } from '../types.js';
import { basic } from './basic.js';
import { custom } from './custom.js';
import { exhaustive } from './exhaustive.js';
import { full } from './full.js';
import { herokuEssential } from './heroku-essential.js';
import { herokuPostgres } from './heroku-postgres.js';
import { minimal } from './minimal.js';
import { standard } from './standard.js';

/** Every preset that is shipped. */
export const presets: readonly Preset[] = [
  herokuPostgres,
  herokuEssential,
  minimal,
  basic,
  standard,
  exhaustive,
  full,
  custom,
];
