import { type App, HerokuApiError, type HerokuClient, isNotFound } from '@pgwatch-heroku/heroku-api';
import { AppError, isSameDatabase, parseDatabaseUrl } from '@pgwatch-heroku/shared';
import { previousDatabase } from '../three-apps/promote-database.js';

export interface OwnAppOptions {
  /** HEROKU_APP_NAME, where it is known. It is that of the last release: an app may have been renamed since. */
  appName: string | undefined;
  /** DATABASE_URL of this process. */
  databaseUrl: string | undefined;
}

/** An account may have hundreds of apps: so many add-ons are asked at once. */
const askedAtOnce = 5;

/** Where an app has its Collector DB, or had it until a moment ago. */
const ownAttachments = ['DATABASE', previousDatabase];

/**
 * Which Heroku app this process belongs to: by its name, if the app of that name has our own DATABASE_URL, since an old
 * name may be another app's by now; else by the attachment named DATABASE that leads to it. Add-ons are asked for their
 * URL; other apps' config vars are never read.
 *
 * @throws AppError `configuration` when no app of this key's account is it, or more than one; HerokuApiError.
 */
export async function findOwnApp(client: HerokuClient, { appName, databaseUrl }: OwnAppOptions): Promise<App> {
  let refusal: HerokuApiError | undefined;
  let nameOnly: App | undefined;
  let stale: string | undefined;
  if (appName !== undefined) {
    const app = await client.apps.get(appName).catch((error: unknown) => {
      // Renamed, the name a stranger's by now, or of an account that this key does not see: the database decides.
      if (databaseUrl !== undefined && error instanceof HerokuApiError && error.status === 403) {
        refusal = error;
        return undefined;
      }
      if (isNotFound(error)) return undefined;
      throw error;
    });
    if (app) {
      const fit = databaseUrl === undefined ? 'ours' : await compareDatabase(client, app.name, databaseUrl);
      if (fit === 'ours') return app;
      if (fit === 'none') nameOnly = app;
      else stale = app.name;
    }
  }
  const found = databaseUrl === undefined ? [] : await findByDatabase(client, databaseUrl);
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return client.apps.get(first);
  if (first !== undefined) {
    throw new AppError(
      'configuration',
      `Several apps have this Collector DB attached as DATABASE: ${found.join(', ')}`,
      {
        hint: 'Say which one this is: heroku config:set HEROKU_APP_NAME=<name>.',
      },
    );
  }
  if (nameOnly) return nameOnly;
  if (refusal) throw refusal;
  if (stale !== undefined) {
    throw new AppError('configuration', `App ${stale} has another Collector DB than this process`, {
      hint: 'HEROKU_APP_NAME is of another app, or DATABASE was changed a moment ago: deploy or restart the app, or set the name of this one: heroku config:set HEROKU_APP_NAME=<name>.',
    });
  }
  throw new AppError('configuration', 'The account of HEROKU_API_KEY does not see this app', {
    hint: 'Use the key of an account that is a collaborator of this app or a member of its team; if it is, say which app this is: heroku config:set HEROKU_APP_NAME=<name>.',
  });
}

/** Which Collector DB an app has; `none` is attached where DATABASE_URL was set by hand. */
async function compareDatabase(
  client: HerokuClient,
  app: string,
  databaseUrl: string,
): Promise<'ours' | 'another' | 'none'> {
  const attached = (await client.attachments.listOfApp(app)).filter(
    ({ name, namespace }) => ownAttachments.includes(name) && namespace === null,
  );
  for (const { addon } of attached) {
    const url = await readUrl(client, addon.id);
    if (url !== undefined && isOurs(url, databaseUrl)) return 'ours';
  }
  return attached.length === 0 ? 'none' : 'another';
}

/** Undefined for an add-on that is still being provisioned, is no database, or is not for this account to see. */
function readUrl(client: HerokuClient, addon: string): Promise<string | undefined> {
  return client.addonConfig.getDatabaseUrl(addon).catch((error: unknown) => {
    if (error instanceof HerokuApiError ? error.kind === 'refused' && error.status !== 401 : isConfiguration(error)) {
      return undefined;
    }
    throw error;
  });
}

/** A failover changes the host for whoever has not restarted; the name of a database on Heroku is random, and stays. */
function isOurs(url: string, databaseUrl: string): boolean {
  if (isSameDatabase(url, databaseUrl)) return true;
  const nameOf = (of: string, label: string) => parseDatabaseUrl(of, label).database;
  return nameOf(url, 'the add-on') === nameOf(databaseUrl, 'DATABASE_URL');
}

/** Names of the apps. The one that owns the database counts before those that only borrow it. */
async function findByDatabase(client: HerokuClient, databaseUrl: string): Promise<string[]> {
  const attachments = (await client.attachments.list()).filter(
    ({ name, namespace }) => name === 'DATABASE' && namespace === null,
  );
  const addons = [...new Set(attachments.map(({ addon }) => addon.id))];
  const ours = new Set<string>();
  const ask = async () => {
    for (let addon = addons.shift(); addon !== undefined; addon = addons.shift()) {
      const url = await readUrl(client, addon);
      if (url !== undefined && isSameDatabase(url, databaseUrl)) ours.add(addon);
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce }, ask));
  const mine = attachments.filter(({ addon }) => ours.has(addon.id));
  const owners = mine.filter(({ app, addon }) => app.name === addon.app.name);
  return [...new Set((owners.length > 0 ? owners : mine).map(({ app }) => app.name))];
}

const isConfiguration = (error: unknown) => error instanceof AppError && error.code === 'configuration';
