import { codeOf } from '@pgwatch-heroku/shared';
import { problem } from '../registry/problem.js';

/** Turns what PostgreSQL says of a preset that is not there into an answer; throws everything else as it is. */
export function noSuchPreset(error: unknown): never {
  if (codeOf(error) === '23503')
    throw problem('no-such-preset', 'There is no preset of this name', 'Look at /presets.');
  throw error;
}
