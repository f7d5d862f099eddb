import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import type { OperationStep } from '@pgwatch-heroku/store';
import { doStep, type OnStep } from '../journal/step.js';
import { removeCredential } from './remove-credential.js';

/** A credential that we made in a database of another app. */
export interface OwnCredential {
  /** Name of the add-on. */
  addon: string;
  credential: string;
}

/** Of the step that deletes a credential: what is needed to do so when the attachment, which tells it, is gone. */
const stepId = /^credential:(.+):(.+)$/;

/** How the journal has the step that deletes it. */
export const toStep = ({ addon, credential }: OwnCredential) => ({
  id: `credential:${addon}:${credential}`,
  title: `Credential ${credential} of ${addon}`,
});

/** Those that an earlier try found to be ours, and did not come to; of a step what was told last counts. */
export const credentialsToGo = (earlier: readonly OperationStep[]): OwnCredential[] =>
  [...new Map(earlier.map((step) => [step.id, step])).values()].flatMap(({ id, state }) => {
    const [, addon, credential] = stepId.exec(id) ?? [];
    return addon && credential && state !== 'skipped' ? [{ addon, credential }] : [];
  });

/** Writes down that it is to go: the end of its attachment restarts the very dyno that does this. */
export const announceCredential = async (own: OwnCredential, onStep: OnStep): Promise<void> =>
  onStep({ ...toStep(own), state: 'running', detail: 'after the attachment' });

/** Deletes it where nobody else is attached by it. */
export async function removeOwnCredential(client: HerokuClient, own: OwnCredential, onStep: OnStep): Promise<void> {
  await doStep(
    onStep,
    toStep(own),
    () => removeCredential(client, own.addon, own.credential),
    (isRemoved) => (isRemoved ? 'deleted' : 'another app is attached by it: it stays'),
  );
}
