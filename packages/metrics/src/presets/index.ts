import type { Preset } from '../types.js';
import { herokuPostgres } from './heroku-postgres.js';

/** Every preset that is shipped. */
export const presets: readonly Preset[] = [herokuPostgres];
