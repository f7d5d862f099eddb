import type { Operation } from '@pgwatch-heroku/store';
import type { Notice } from '../api/types.js';

interface Wording {
  failed: string;
  cutOff: string;
  running: string;
  /** What holds while it goes on, or stands still. */
  meanwhile: string;
}

const wordings: Partial<Record<Operation['kind'], Wording>> = {
  harden: {
    failed: 'Not every part has a role of its own',
    cutOff: 'The set-up of credentials was cut off',
    running: 'Credentials are being set up',
    meanwhile: 'with the default credentials',
  },
  'three-apps': {
    failed: 'The three apps are not complete',
    cutOff: 'The set-up of the three apps was cut off',
    running: 'The three apps are being set up',
    meanwhile: 'as far as it is there',
  },
};
const goOn = 'To go on where it stopped: heroku run provisioner';
/** The step by which an app that only installed others asks to be deleted. */
const deleteMe = 'delete-me';

/** What is going on with the credentials and apps of this deployment, or went wrong; nothing once all is there. */
export function operationNotices(operations: readonly Operation[]): Notice[] {
  const newest = operations.find(({ kind }) => wordings[kind] !== undefined);
  const wording = newest && wordings[newest.kind];
  if (!newest || !wording) return [];
  const { failed, cutOff, running, meanwhile } = wording;
  if (newest.state === 'done') {
    const farewell = newest.steps.find(({ id }) => id === deleteMe);
    return farewell
      ? [{ message: `${farewell.title}: ${farewell.detail}`, hint: 'What it made is in other apps.' }]
      : [];
  }
  if (newest.state === 'failed') {
    return [{ message: `${failed}: ${newest.error ?? 'the set-up stopped'}`, hint: newest.hint ?? goOn }];
  }
  if (newest.state === 'running' && !newest.isLeased) {
    return [{ message: `${cutOff}. Everything works as before, ${meanwhile}.`, hint: goOn }];
  }
  const step = newest.steps.findLast(({ state }) => state === 'running');
  const now = step ? `: ${step.title}${step.detail ? `, ${step.detail}` : ''}` : '';
  return [
    {
      message: `${running}${now}. Everything works meanwhile, ${meanwhile}.`,
      hint: 'Heroku takes some minutes, and this app restarts when each is attached.',
    },
  ];
}
