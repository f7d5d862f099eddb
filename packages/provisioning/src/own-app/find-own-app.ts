import { type App, HerokuApiError, type HerokuClient, isNotFound } from '@pgwatch-heroku/heroku-api';
import { AppError, isSameDatabase } from '@pgwatch-heroku/shared';

export interface OwnAppOptions {
  /** HEROKU_APP_NAME, where it is known. It is that of the last release: an app may have been renamed since. */
  appName: string | undefined;
  /** DATABASE_URL of this process. */
  databaseUrl: string | undefined;
}

/** An account may have hundreds of apps: so many add-ons are asked at once. */
const askedAtOnce = 5;

/**
 * Which Heroku app this process belongs to: by its name, else by the attachment named DATABASE that leads to our own
 * DATABASE_URL. Add-ons are asked for their URL; other apps' config vars are never read.
 *
 * @throws AppError `configuration` when no app of this key's account is it, or more than one; HerokuApiError.
 */
export async function findOwnApp(client: HerokuClient, { appName, databaseUrl }: OwnAppOptions): Promise<App> {
  if (appName !== undefined) {
    const app = await client.apps.get(appName).catch((error: unknown) => {
      // Renamed, or of an account that this key does not see: the database decides.
      if (isNotFound(error)) return undefined;
      throw error;
    });
    if (app) return app;
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
  throw new AppError('configuration', 'The account of HEROKU_API_KEY does not see this app', {
    hint: 'Use the key of an account that is a collaborator of this app or a member of its team; if it is, say which app this is: heroku config:set HEROKU_APP_NAME=<name>.',
  });
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
      const url = await client.addonConfig.getDatabaseUrl(addon).catch((error: unknown) => {
        // Still being provisioned, no database, or not for this account to see: not ours.
        if (
          error instanceof HerokuApiError ? error.kind === 'refused' && error.status !== 401 : isConfiguration(error)
        ) {
          return undefined;
        }
        throw error;
      });
      if (url !== undefined && isSameDatabase(url, databaseUrl)) ours.add(addon);
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce }, ask));
  const mine = attachments.filter(({ addon }) => ours.has(addon.id));
  const owners = mine.filter(({ app, addon }) => app.name === addon.app.name);
  return [...new Set((owners.length > 0 ? owners : mine).map(({ app }) => app.name))];
}

const isConfiguration = (error: unknown) => error instanceof AppError && error.code === 'configuration';
