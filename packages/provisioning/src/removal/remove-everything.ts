import { uninstallMonitored } from '@pgwatch-heroku/bootstrap';
import type { Addon, AddonAttachment, HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError, type Logger, messageOf } from '@pgwatch-heroku/shared';
import { doStep, type OnStep } from '../journal/step.js';
import { checkOwnSample } from './check-own-sample.js';
import { deleteApp } from './delete-app.js';
import { findOwnSample } from './find-own-sample.js';
import { findSiblings } from './find-siblings.js';
import { ownedAddons } from './owned-addons.js';
import { removeCredential } from './remove-credential.js';
import { requireDemoOnly } from './require-demo-only.js';

export interface RemoveEverythingOptions {
  client: HerokuClient;
  /** Name of our app. */
  app: string;
  /** Its id: it may have had another name when something was made for it. */
  appId: string;
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
 * the credentials that we made in the databases of others. A monitored database that cannot be reached holds up nothing: what stays in
 * it is told. So is a Monitored DB app that holds more than the sample or that another app uses: it stays.
 *
 * A sample database of our own app that somebody began to use holds up all: it could only go with the app.
 *
 * @returns what is left behind, as sentences.
 * @throws AppError `configuration` when it was not confirmed, or our own sample database is in use; nothing is changed.
 */
export async function removeEverything(options: RemoveEverythingOptions): Promise<{ left: string[] }> {
  const { client, app, appId, onStep, log, signal } = options;
  if (options.confirm !== app) {
    throw new AppError('configuration', `Removing everything was not confirmed with the name of the app, ${app}`, {
      hint: 'Type the name of the app: its databases and all that was gathered go with it.',
    });
  }
  const own = await findOwnSample(client, app);
  if (own?.app.name === app) await checkOwnSample(client, app, own, onStep);
  const { grafana, monitored } = await findSiblings(client, app);
  const siblings = [grafana, monitored].filter((name) => name !== undefined);
  const borrowed = (await client.attachments.listOfApp(app)).filter(
    ({ name, addon }) => monitoredName.test(name) && ![app, ...siblings].includes(addon.app.name),
  );
  const left: string[] = [];
  /** @returns whether it was done. */
  const orTell = async (what: string, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      left.push(`${what}: ${messageOf(error)}`);
      log.warn({ event: 'left-behind', hint: error.hint }, left.at(-1));
      return false;
    }
  };
  /** Only what is written down there as made by us: anybody may log in with another. */
  const credentials: { addon: AddonAttachment['addon']; credential: string }[] = [];
  for (const { addon } of borrowed) {
    await orTell(addon.name, async () => {
      const made = await doStep(
        onStep,
        { id: `rights:${addon.name}`, title: `What was made in ${addon.name}` },
        async () => {
          const url = await client.addonConfig.getDatabaseUrl(addon.id);
          return uninstallMonitored({
            url,
            label: addon.name,
            app,
            appId,
            deadlineMs: uninstallDeadlineMs,
            log,
            signal,
          });
        },
        ({ changes, warnings }) => [...changes, ...warnings].join('; ') || 'nothing was left',
      );
      credentials.push(...made.credentials.map((credential) => ({ addon, credential })));
    });
  }
  // All is read and looked into before the first app goes: the end of the Monitored DB app takes an attachment from ours,
  // which restarts the very dyno that does this, and the seconds that it is left with are for the last deletion alone.
  const addons = new Map<string, Addon[]>();
  for (const name of [...siblings, app]) addons.set(name, await ownedAddons(client, name));
  if (monitored !== undefined) {
    const isSampleOnly = await orTell(`app ${monitored} stays`, () =>
      doStep(
        onStep,
        { id: 'sample', title: `Sample database of ${monitored}` },
        () => requireDemoOnly({ client, app, monitored, addons: addons.get(monitored) ?? [] }),
        () => 'nothing but the sample is in it',
      ),
    );
    if (!isSampleOnly) addons.delete(monitored);
  }
  const removeCredentials = async () => {
    for (const { addon, credential } of credentials) {
      await orTell(`credential ${credential} of ${addon.name}`, () => removeCredential(client, addon.id, credential));
    }
  };
  for (const [name, itsAddons] of addons) {
    const isOwn = name === app;
    await deleteApp({
      ...{ client, app: name, addons: itsAddons, onStep },
      ...(isOwn ? { stepId: 'app', onGone: removeCredentials } : { stepId: `app:${name}` }),
    });
  }
  return { left };
}
