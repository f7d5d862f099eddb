import { uninstallMonitored } from '@pgwatch-heroku/bootstrap';
import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import type { Logger } from '@pgwatch-heroku/shared';
import { doStep, type OnStep } from '../journal/step.js';
import { removeCredential } from './remove-credential.js';

export interface RemoveMonitoredOptions {
  client: HerokuClient;
  /** Name of our app. */
  app: string;
  /** `PGWATCH2_MONITOREDDB_SALES` */
  attachment: string;
  onStep: OnStep;
  log: Logger;
  signal: AbortSignal;
}

const uninstallDeadlineMs = 30_000;

/**
 * Ends the monitoring of a database: takes back what was made in it, then the attachment, which restarts our app, then
 * the credential where nobody else is attached by it. The source is paused and keeps its history. What is not there any
 * more is left out, so that one that was cut off is run again.
 */
export async function removeMonitored(options: RemoveMonitoredOptions): Promise<void> {
  const { client, app, attachment, onStep, log, signal } = options;
  const attached = (await client.attachments.listOfApp(app)).find(({ name }) => name === attachment);
  if (!attached) {
    await onStep({ id: 'detach', title: `Attachment ${attachment}`, state: 'skipped', detail: 'it is gone already' });
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
  await doStep(
    onStep,
    { id: 'detach', title: `Attachment ${attachment}` },
    () => client.attachments.delete(attached.id),
    () => 'detached: the app restarts, the history stays',
  );
  const credential = /^credential:(.+)$/.exec(attached.namespace ?? '')?.[1];
  if (credential === undefined) return;
  await doStep(
    onStep,
    { id: 'credential', title: `Credential ${credential} of ${addon}` },
    () => removeCredential(client, addonId, credential),
    (isRemoved) => (isRemoved ? 'deleted' : 'another app is attached by it: it stays'),
  );
}
