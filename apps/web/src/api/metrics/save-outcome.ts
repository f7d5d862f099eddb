import type { Pool } from '@pgwatch-heroku/shared';
import type { Definition, SaveOutcome } from '@pgwatch-heroku/store';
import { editConflict } from '../registry/edit-conflict.js';
import { problem } from '../registry/problem.js';

/** What was saved. @throws RequestProblem for everything else. */
export async function savedOr<T extends Definition>(result: SaveOutcome<T>, reading: Pool, name: string) {
  if (result.outcome === 'saved') return result.stored;
  if (result.outcome === 'conflict') throw await editConflict(reading, name);
  if (result.outcome === 'name-taken') throw problem('name-taken', `There is ${name} already`, 'Choose another name.');
  throw problem('no-such-definition', `There is no ${name} any more`);
}
