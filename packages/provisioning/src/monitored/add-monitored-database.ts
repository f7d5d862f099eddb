import { type BootstrapResult, bootstrapMonitored, noteCredential } from '@pgwatch-heroku/bootstrap';
import type { App, HerokuClient, WaitOptions } from '@pgwatch-heroku/heroku-api';
import { AppError, type Logger, parseDatabaseUrl } from '@pgwatch-heroku/shared';
import { ensureAttachment } from '../credentials/ensure-attachment.js';
import { ensureCredential } from '../credentials/ensure-credential.js';
import { waitForDatabase } from '../credentials/wait-for-database.js';
import { doStep, type OnStep } from '../journal/step.js';
import type { AccountDatabase } from './account-database.js';
import { findDatabase } from './find-database.js';
import { monitoredAttachment } from './monitored-variable.js';

export interface AddMonitoredOptions {
  client: HerokuClient;
  /** Our app, to which it is attached. */
  own: App;
  /** Name or id of the add-on. */
  addon: string;
  /** Name of the source: `SALES`. */
  name: string;
  onStep: OnStep;
  log: Logger;
  signal: AbortSignal;
  wait?: WaitOptions | undefined;
}

/** The credential that we log in as, in every monitored database. */
const credential = 'pgwatch2';
/** A database that is there answers at once; one that restarts does within this. */
const bootstrapDeadlineMs = 60_000;

/**
 * Makes a database of the account a source: a credential with the least rights, and as the last step its attachment,
 * which restarts the very dyno that runs this. On plans without credentials the default one is attached. Every step
 * looks first: one that was cut off is run again.
 *
 * @throws AppError `configuration` for what a person must change, `unavailable` for what passes.
 */
export async function addMonitoredDatabase(options: AddMonitoredOptions): Promise<{ attachment: string }> {
  const { client, own, onStep, log, signal, wait } = options;
  const attachment = monitoredAttachment(options.name);
  const database = await doStep(
    onStep,
    { id: 'database', title: `Database ${options.addon}` },
    () => check(client, own, options.addon, attachment),
    ({ app, plan }) => `${plan}, owned by app ${app}`,
  );
  const { addonId, addon, plan, canHaveCredentials } = database;
  const asOwner = async () => ({
    ...{ url: await client.addonConfig.getDatabaseUrl(addonId), label: addon, app: own.name, appId: own.id },
    ...{ deadlineMs: bootstrapDeadlineMs, log, signal },
  });
  if (canHaveCredentials) {
    await doStep(
      onStep,
      { id: 'credential', title: `Credential ${credential}` },
      async (note) => {
        const onProgress: WaitOptions['onProgress'] = ({ state }) => note(`Heroku says: ${state}`);
        await waitForDatabase(client, { addon: addonId, plan }, { ...wait, onProgress });
        // One that was there may be anybody's: only what we make is ours to delete when the monitoring ends.
        const onMissing = async () => noteCredential({ ...(await asOwner()), credential });
        return ensureCredential(client, { addon: addonId, plan, credential, onMissing }, { ...wait, onProgress });
      },
      (isNew) => (isNew ? 'made, and active' : 'active'),
    );
  } else {
    const detail = `${plan} has none besides the default one, which is used: it owns the database`;
    await onStep({ id: 'credential', title: `Credential ${credential}`, state: 'skipped', detail });
  }
  await doStep(
    onStep,
    { id: 'rights', title: 'Rights' },
    async () => {
      const monitoringRole = canHaveCredentials
        ? parseDatabaseUrl(await client.addonConfig.getDatabaseUrl(addonId, credential), addon).user
        : undefined;
      return bootstrapMonitored({
        ...{ ...(await asOwner()), monitoringRole },
        credential: canHaveCredentials ? credential : undefined,
      });
    },
    describeRights,
  );
  await doStep(
    onStep,
    { id: 'attach', title: `Attachment ${attachment}` },
    () => {
      const wish = { addon, app: own.name, name: attachment };
      return ensureAttachment(client, canHaveCredentials ? { ...wish, credential } : wish);
    },
    (isNew) => (isNew ? 'attached: the app restarts, and the first sample follows' : 'attached'),
  );
  return { attachment };
}

/** What is in the way is found before anything is made. */
async function check(client: HerokuClient, own: App, addon: string, attachment: string): Promise<AccountDatabase> {
  const database = await findDatabase(client, own, addon);
  const other = database.attachedHere.find((name) => name !== attachment && /^PGWATCH2_MONITOREDDB_/.test(name));
  if (other !== undefined) {
    throw new AppError('configuration', `${database.addon} is monitored already, by ${other}_URL`, {
      hint: `To give it another name: heroku addons:detach ${other} --app ${own.name}, then add it again; its history goes along.`,
    });
  }
  const taken = (await client.attachments.listOfApp(own.name)).find(({ name }) => name === attachment);
  if (!taken) return database;
  if (taken.addon.id !== database.addonId) {
    throw new AppError('configuration', `${attachment} is attached to ${taken.addon.name} already`, {
      hint: 'Choose another name.',
    });
  }
  // By hand it is easily the default one, which Heroku attaches unless told. It may not be changed on an attachment.
  const wanted = database.canHaveCredentials ? `credential:${credential}` : null;
  if (taken.namespace === wanted) return database;
  const holder = taken.namespace?.replace(':', ' ') ?? 'the default credential';
  throw new AppError('configuration', `${database.addon} is monitored already, by ${attachment}_URL with ${holder}`, {
    hint: `It goes on so. For the least rights: heroku addons:detach ${attachment} --app ${own.name}, then add it again; its history goes along.`,
  });
}

function describeRights({ changes, warnings, limits }: BootstrapResult): string {
  const done = changes.length === 0 ? 'nothing to change' : changes.join('; ');
  const less = limits.includes('no-monitoring-rights') ? ['what other roles do stays hidden on this plan'] : [];
  return [done, ...warnings, ...less].join('; ');
}
