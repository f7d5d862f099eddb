import { uninstallMonitored } from '@pgwatch-heroku/bootstrap';
import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import type { Logger } from '@pgwatch-heroku/shared';
import type { OperationStep } from '@pgwatch-heroku/store';
import { doStep, type OnStep } from '../journal/step.js';
import { removeCredential } from './remove-credential.js';

export interface RemoveMonitoredOptions {
  client: HerokuClient;
  /** Name of our app. */
  app: string;
  /** `PGWATCH2_MONITOREDDB_SALES` */
  attachment: string;
  /** What an earlier try wrote down that was cut off. */
  earlier: readonly OperationStep[];
  onStep: OnStep;
  log: Logger;
  signal: AbortSignal;
}

const uninstallDeadlineMs = 30_000;
/** Of the step that deletes a credential: what is needed to do so when the attachment, which tells it, is gone. */
const credentialStep = /^credential:(.+):(.+)$/;

/**
 * Ends the monitoring of a database: takes back what was made in it, then the attachment, which restarts our app, then
 * the credential where nobody else is attached by it. The source is paused and keeps its history. One that was cut off
 * is run again: what is not there any more is left out, and a credential that was still to go is gone on with.
 */
export async function removeMonitored(options: RemoveMonitoredOptions): Promise<void> {
  const { client, app, attachment, onStep, log, signal } = options;
  const attached = (await client.attachments.listOfApp(app)).find(({ name }) => name === attachment);
  if (!attached) {
    await onStep({ id: 'detach', title: `Attachment ${attachment}`, state: 'skipped', detail: 'it is gone already' });
    const [, addon, credential] = options.earlier.map(({ id }) => credentialStep.exec(id)).find(Boolean) ?? [];
    if (addon && credential) await removeOwnCredential(options, addon, credential);
    return;
  }
  const { id: addonId, name: addon } = attached.addon;
  await doStep(
    onStep,
    { id: 'rights', title: `What was made in ${addon}` },
    async () => {
      const url = await client.addonConfig.getDatabaseUrl(addonId);
      return uninstallMonitored({ url, label: addon, app, deadlineMs: uninstallDeadlineMs, log, signal });
    },
    ({ changes, warnings }) => [...changes, ...warnings].join('; ') || 'nothing was left',
  );
  const credential = /^credential:(.+)$/.exec(attached.namespace ?? '')?.[1];
  // Written down before the attachment goes: its end restarts the very dyno that does this.
  if (credential) {
    await onStep({ ...toStep(addon, credential), state: 'running', detail: 'after the attachment' });
  }
  await doStep(
    onStep,
    { id: 'detach', title: `Attachment ${attachment}` },
    () => client.attachments.delete(attached.id),
    () => 'detached: the app restarts, the history stays',
  );
  if (credential) await removeOwnCredential(options, addon, credential);
}

const toStep = (addon: string, credential: string) => ({
  id: `credential:${addon}:${credential}`,
  title: `Credential ${credential} of ${addon}`,
});

async function removeOwnCredential({ client, onStep }: RemoveMonitoredOptions, addon: string, credential: string) {
  await doStep(
    onStep,
    toStep(addon, credential),
    () => removeCredential(client, addon, credential),
    (isRemoved) => (isRemoved ? 'deleted' : 'another app is attached by it: it stays'),
  );
}
