import { uninstallMonitored } from '@pgwatch-heroku/bootstrap';
import type { Addon, AddonAttachment, HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError, type Logger, messageOf } from '@pgwatch-heroku/shared';
import type { OperationStep } from '@pgwatch-heroku/store';
import { doStep, type OnStep } from '../journal/step.js';
import { checkOwnSample } from './check-own-sample.js';
import { deleteApp } from './delete-app.js';
import { findOwnSample } from './find-own-sample.js';
import { findSiblings } from './find-siblings.js';
import { announceCredential, credentialsToGo, removeOwnCredential } from './own-credential.js';
import { ownedAddons } from './owned-addons.js';
import { requireDemoOnly } from './require-demo-only.js';
import { type Left, requireLeave } from './require-leave.js';

export interface RemoveEverythingOptions {
  client: HerokuClient;
  /** Name of our app. */
  app: string;
  /** Its id: it may have had another name when something was made for it. */
  appId: string;
  /** What the person typed: the name of the app. */
  confirm: string;
  /** Add-ons and apps that the person was told would stay behind, and let. */
  leave?: readonly string[] | undefined;
  /** What an earlier try wrote down that was cut off. */
  earlier: readonly OperationStep[];
  onStep: OnStep;
  log: Logger;
  signal: AbortSignal;
}

const uninstallDeadlineMs = 30_000;
const monitoredName = /^PGWATCH2_MONITOREDDB_/;

/**
 * Removes all there is of us: what was made in monitored databases that are others', the credentials that we made there,
 * then the apps that were made beside this one, then the app itself with its add-ons and all that was gathered, which
 * ends whoever runs this. What would stay behind (in a database that cannot be reached, or a Monitored DB app that holds
 * more than the sample or that another app uses) is told before any app is deleted, since the report goes with ours; who
 * lets it stay says so by name.
 *
 * A sample database of our own app that somebody began to use holds up all: it could only go with the app.
 *
 * @returns what is left behind, as sentences.
 * @throws AppError `configuration` when it was not confirmed, or our own sample database is in use: nothing is changed;
 *   when something would stay behind that is not in `leave`: no app is deleted.
 */
export async function removeEverything(options: RemoveEverythingOptions): Promise<{ left: string[] }> {
  const { client, app, appId, leave = [], onStep, log, signal } = options;
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
  const left: Left[] = [];
  /** @returns whether it was done. */
  const orTell = async (name: string, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      left.push({ name, reason: messageOf(error) });
      log.warn({ event: 'left-behind', hint: error.hint }, `${name}: ${messageOf(error)}`);
      return false;
    }
  };
  /** Only what is written down there as made by us: anybody may log in with another. */
  const credentials = credentialsToGo(options.earlier);
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
      left.push(...made.warnings.map((reason) => ({ name: addon.name, reason })));
      credentials.push(...made.credentials.map((credential) => ({ addon: addon.name, credential })));
    });
  }
  // All is read and looked into before the first attachment goes, by itself or with the Monitored DB app: that restarts
  // the very dyno that does this, and the seconds that it is left with are for the deletions alone.
  const addons = new Map<string, Addon[]>();
  for (const name of [...siblings, app]) addons.set(name, await ownedAddons(client, name));
  if (monitored !== undefined) {
    const isSampleOnly = await orTell(monitored, () =>
      doStep(
        onStep,
        { id: 'sample', title: `Sample database of ${monitored}` },
        () => requireDemoOnly({ client, app, monitored, addons: addons.get(monitored) ?? [] }),
        () => 'nothing but the sample is in it',
      ),
    );
    if (!isSampleOnly) addons.delete(monitored);
  }
  const isOurs = ({ addon, namespace }: AddonAttachment) =>
    credentials.some((own) => own.addon === addon.name && namespace === `credential:${own.credential}`);
  for (const own of credentials) await announceCredential(own, onStep);
  for (const { id, addon } of borrowed.filter(isOurs)) await orTell(addon.name, () => client.attachments.delete(id));
  for (const own of credentials) await orTell(own.addon, () => removeOwnCredential(client, own, onStep));
  await requireLeave(left, leave, onStep);
  for (const [name, itsAddons] of addons) {
    await deleteApp({
      ...{ client, app: name, addons: itsAddons, onStep },
      stepId: name === app ? 'app' : `app:${name}`,
    });
  }
  return { left: left.map(({ name, reason }) => `${name}: ${reason}`) };
}
