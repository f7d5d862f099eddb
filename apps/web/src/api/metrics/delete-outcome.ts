import type { Deletion } from '@pgwatch-heroku/store';
import { problem } from '../registry/problem.js';

/** @throws RequestProblem for everything but `deleted`. */
export function checkDeletion(outcome: Deletion, name: string): void {
  if (outcome === 'not-found') throw problem('no-such-definition', `There is no ${name}`);
  if (outcome === 'shipped') {
    throw problem('shipped', `${name} is shipped: the next release would bring it back`, 'Take it out of presets.');
  }
  if (outcome === 'in-use') throw problem('in-use', `${name} is still used`, 'Take it out of where it is used first.');
}
