import { type UninstallResult, uninstallMonitored } from '@pgwatch-heroku/bootstrap';
import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import type { Logger } from '@pgwatch-heroku/shared';
import type { OperationStep } from '@pgwatch-heroku/store';
import { doStep, type OnStep } from '../journal/step.js';
import { announceCredential, credentialsToGo, removeOwnCredential, toStep } from './own-credential.js';

export interface RemoveMonitoredOptions {
  client: HerokuClient;
  /** Name of our app. */
  app: string;
  /** Its id: it may have had another name when something was made for it. */
  appId: string;
  /** `PGWATCH2_MONITOREDDB_SALES` */
  attachment: string;
  /** What an earlier try wrote down that was cut off. */
  earlier: readonly OperationStep[];
  onStep: OnStep;
  log: Logger;
  signal: AbortSignal;
}

const uninstallDeadlineMs = 30_000;

/**
 * Ends the monitoring of a database: takes back what was made in it, then the attachment, which restarts our app, then
 * the credential where it is written down that we made it and nobody else is attached by it; anybody may log in with one
 * that was there before. The source is paused and keeps its history. One that was cut off is run again: what is not
 * there any more is left out, and a credential that was still to go is gone on with.
 *
 * @returns what was undone in the database; undefined when the attachment was gone.
 */
export async function removeMonitored(options: RemoveMonitoredOptions): Promise<UninstallResult | undefined> {
  const { client, app, appId, attachment, onStep, log, signal } = options;
  const begun = credentialsToGo(options.earlier);
  const attached = (await client.attachments.listOfApp(app)).find(({ name }) => name === attachment);
  if (!attached) {
    await onStep({ id: 'detach', title: `Attachment ${attachment}`, state: 'skipped', detail: 'it is gone already' });
    for (const own of begun) await removeOwnCredential(client, own, onStep);
    return undefined;
  }
  const { id: addonId, name: addon } = attached.addon;
  const made = await doStep(
    onStep,
    { id: 'rights', title: `What was made in ${addon}` },
    async () => {
      const url = await client.addonConfig.getDatabaseUrl(addonId);
      return uninstallMonitored({ url, label: addon, app, appId, deadlineMs: uninstallDeadlineMs, log, signal });
    },
    ({ changes, warnings }) => [...changes, ...warnings].join('; ') || 'nothing was left',
  );
  const isHere = (each: { addon: string }) => each.addon === addon;
  const credentials = new Set([...made.credentials, ...begun.filter(isHere).map(({ credential }) => credential)]);
  const inUse = /^credential:(.+)$/.exec(attached.namespace ?? '')?.[1];
  if (inUse !== undefined && !credentials.has(inUse)) {
    const detail = made.warnings.length > 0 ? 'it stays with what stays' : 'not made by us alone: it stays';
    await onStep({ ...toStep({ addon, credential: inUse }), state: 'skipped', detail });
  }
  for (const credential of credentials) await announceCredential({ addon, credential }, onStep);
  await doStep(
    onStep,
    { id: 'detach', title: `Attachment ${attachment}` },
    () => client.attachments.delete(attached.id),
    () => 'detached: the app restarts, the history stays',
  );
  for (const credential of credentials) await removeOwnCredential(client, { addon, credential }, onStep);
  return made;
}
