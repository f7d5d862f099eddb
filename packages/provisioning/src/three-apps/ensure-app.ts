import { type App, HerokuApiError, type HerokuClient, isNotFound } from '@pgwatch-heroku/heroku-api';
import { AppError } from '@pgwatch-heroku/shared';
import { makeOnce } from '../make-once.js';
import { enableDynoMetadata } from '../own-app/enable-dyno-metadata.js';
import type { Layout, SiblingRole } from './layout.js';

const variables: Record<SiblingRole, string> = {
  collector: 'PGWATCH2_COLLECTOR_APP_NAME',
  grafana: 'PGWATCH2_GRAFANA_APP_NAME',
  monitored: 'PGWATCH2_MONITOREDDB_APP_NAME',
};

/**
 * Makes one of the three apps where it is missing. An app of that name is taken for ours when it says so in
 * PGWATCH2_APP, or when nothing is in it yet, as after a set-up that was cut off.
 *
 * @throws AppError `configuration` when the name is another app's; HerokuApiError.
 */
export async function ensureApp(
  client: HerokuClient,
  { names, team, space, region }: Layout,
  role: SiblingRole,
): Promise<{ app: App; isNew: boolean }> {
  const name = names[role];
  const find = () =>
    client.apps.get(name).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      // Names are the world's: of one that is taken by somebody else Heroku says no more than that.
      if (error instanceof HerokuApiError && error.status === 403) throw nameTaken(name, role, error);
      throw error;
    });
  const isOurs = async () => {
    if ((await find()) === undefined) return false;
    const config = await client.configVars.get(name);
    if (config['PGWATCH2_APP'] === role) return true;
    if (Object.keys(config).length === 0 && (await client.addons.listOfApp(name)).length === 0) return true;
    throw nameTaken(name, role);
  };
  const isNew = await makeOnce(isOurs, () =>
    client.apps.create({ name, team, space, region, stack: 'container' }),
  ).catch((error: unknown) => {
    if (error instanceof HerokuApiError && error.status === 422 && /taken/i.test(error.message)) {
      throw nameTaken(name, role, error);
    }
    throw error;
  });
  await enableDynoMetadata(client, name);
  return { app: await client.apps.get(name), isNew };
}

const nameTaken = (name: string, role: SiblingRole, cause?: unknown) =>
  new AppError('configuration', `There is an app ${name} already, and it is not ours`, {
    hint: `It is left alone. Choose another name: heroku config:set ${variables[role]}=<name>, then heroku run provisioner.`,
    ...(cause === undefined ? {} : { cause }),
  });
