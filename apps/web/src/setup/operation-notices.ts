import type { Operation } from '@pgwatch-heroku/store';
import type { Notice } from '../api/types.js';

/** What is going on with the credentials of this app, or went wrong; nothing once they are there. */
export function operationNotices(operations: readonly Operation[]): Notice[] {
  const newest = operations.find(({ kind }) => kind === 'harden');
  if (!newest || newest.state === 'done') return [];
  if (newest.state === 'failed') {
    const message = `Not every part has a role of its own: ${newest.error ?? 'the set-up stopped'}`;
    return [{ message, hint: newest.hint ?? 'To go on where it stopped: heroku run provisioner' }];
  }
  if (newest.state === 'running' && !newest.isLeased) {
    const message = 'The set-up of credentials was cut off. Everything works as before, with the default credentials.';
    return [{ message, hint: 'To go on where it stopped: heroku run provisioner' }];
  }
  const step = newest.steps.findLast(({ state }) => state === 'running');
  const now = step ? `: ${step.title}${step.detail ? `, ${step.detail}` : ''}` : '';
  return [
    {
      message: `Credentials are being set up${now}. Everything works meanwhile, with the default credentials.`,
      hint: 'Heroku takes some minutes, and this app restarts when each is attached.',
    },
  ];
}
