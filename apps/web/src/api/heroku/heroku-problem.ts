import { HerokuApiError } from '@pgwatch-heroku/heroku-api';
import { AppError } from '@pgwatch-heroku/shared';
import { problem } from '../registry/problem.js';

/** What Heroku, or the key for it, is in the way with. Anything else passes unchanged. */
export function herokuProblem(error: unknown): never {
  if (error instanceof HerokuApiError) throw problem('heroku', error.message, error.hint);
  if (error instanceof AppError && error.code === 'configuration')
    throw problem('heroku-setup', error.message, error.hint);
  throw error;
}
