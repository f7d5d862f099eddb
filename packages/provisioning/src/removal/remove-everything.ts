import { uninstallMonitored } from '@pgwatch-heroku/bootstrap';
import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError, type Logger, messageOf } from '@pgwatch-heroku/shared';
import { doStep, type OnStep } from '../journal/step.js';
import { deleteApp } from './delete-app.js';
import { findSiblings } from './find-siblings.js';
import { removeCredential } from './remove-credential.js';

export interface RemoveEverythingOptions {
  client: HerokuClient;
  /** Name of our app. */
  app: string;
  /** What the person typed: the name of the app. */
  confirm: string;
  onStep: OnStep;
  log: Logger;
  signal: AbortSignal;
}

const uninstallDeadlineMs = 30_000;
const monitoredName = /^PGWATCH2_MONITOREDDB_/;

/**
 * Removes all there is of us: what was made in monitored databases that are others', then the apps that were
 * made beside this one, then the app itself with its add-ons and all that was gathered, which ends whoever runs this, and
 * the credentials in the databases of others. A monitored
 * database that cannot be reached holds up nothing: what stays in it is told.
 *
 * @returns what is left behind, as sentences.
 * @throws AppError `configuration` when it was not confirmed.
 */
export async function removeEverything(options: RemoveEverythingOptions): Promise<{ left: string[] }> {
  const { client, app, onStep, log, signal } = options;
  if (options.confirm !== app) {
    throw new AppError('configuration', `Removing everything was not confirmed with the name of the app, ${app}`, {
      hint: 'Type the name of the app: its databases and all that was gathered go with it.',
    });
  }
  const siblings = Object.values(await findSiblings(client, app));
  const borrowed = (await client.attachments.listOfApp(app)).filter(
    ({ name, addon }) => monitoredName.test(name) && ![app, ...siblings].includes(addon.app.name),
  );
  const left: string[] = [];
  const orTell = async (what: string, work: () => Promise<unknown>) => {
    await work().catch((error: unknown) => {
      signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      left.push(`${what}: ${messageOf(error)}`);
      log.warn({ event: 'left-behind', hint: error.hint }, left.at(-1));
    });
  };
  for (const { addon } of borrowed) {
    await orTell(addon.name, () =>
      doStep(
        onStep,
        { id: `rights:${addon.name}`, title: `What was made in ${addon.name}` },
        async () => {
          const url = await client.addonConfig.getDatabaseUrl(addon.id);
          return uninstallMonitored({ url, label: addon.name, app, deadlineMs: uninstallDeadlineMs, log, signal });
        },
        ({ changes, warnings }) => [...changes, ...warnings].join('; ') || 'nothing was left',
      ),
    );
  }
  for (const sibling of siblings) await deleteApp({ client, app: sibling, stepId: `app:${sibling}`, onStep });
  const removeCredentials = async () => {
    for (const { addon, namespace } of borrowed) {
      const credential = /^credential:(.+)$/.exec(namespace ?? '')?.[1];
      if (credential === undefined) continue;
      await orTell(`credential ${credential} of ${addon.name}`, () => removeCredential(client, addon.id, credential));
    }
  };
  await deleteApp({ client, app, stepId: 'app', onStep, onGone: removeCredentials });
  return { left };
}
