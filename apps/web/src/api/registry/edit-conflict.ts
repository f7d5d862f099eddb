import type { Pool } from '@pgwatch-heroku/shared';
import { readAudit } from '@pgwatch-heroku/store';
import type { RequestProblem } from '../request-problem.js';
import { problem } from './problem.js';

/** Tells the second of two people who edit the same thing who was first, and when. */
export async function editConflict(reading: Pool, target: string): Promise<RequestProblem> {
  const [last] = await readAudit(reading, { target, limit: 1 });
  const who = last ? ` by ${last.actor} at ${last.at.toISOString()}` : '';
  return problem(
    'edit-conflict',
    `${target} was changed meanwhile${who}; nothing of yours is stored`,
    'Load it again, and make your change to what it is now.',
  );
}
