import { AppError } from '@pgwatch-heroku/shared';
import type { OnStep } from '../journal/step.js';

/** Something that a removal could not undo. */
export interface Left {
  /** Of the add-on or app that it is in. */
  name: string;
  reason: string;
}

/**
 * Makes sure that a person was told what would stay behind: a step `left:NAME` each, by which it is let stay.
 *
 * @throws AppError `configuration` when something was not let.
 */
export async function requireLeave(left: readonly Left[], leave: readonly string[], onStep: OnStep): Promise<void> {
  const unnamed = left.filter(({ name }) => !leave.includes(name));
  const names = [...new Set(unnamed.map(({ name }) => name))];
  if (names.length === 0) return;
  for (const name of names) {
    const reasons = unnamed.filter((each) => each.name === name).map(({ reason }) => reason);
    const title = `${name} would stay as it is`;
    await onStep({ id: `left:${name}`, title, state: 'failed', detail: reasons.join('; ') });
  }
  throw new AppError('configuration', `No app is deleted yet: something would stay behind in ${names.join(', ')}`, {
    hint: 'Mend that and ask again, or confirm that it may stay behind: nothing of ours could say so afterwards.',
  });
}
