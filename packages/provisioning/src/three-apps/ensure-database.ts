import type { Addon, HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError } from '@pgwatch-heroku/shared';
import { makeOnce } from '../make-once.js';

/** What Heroku offers by default, and app.json asks for. */
const version = '17';

/**
 * Orders a database where none is attached under the given name; Heroku then takes minutes (addons.waitUntilProvisioned).
 */
export async function ensureDatabase(
  client: HerokuClient,
  { app, plan, attachment }: { app: string; plan: string; attachment: string },
): Promise<{ addon: Addon; isNew: boolean }> {
  const find = async () =>
    (await client.attachments.listOfApp(app)).find(({ name, namespace }) => name === attachment && namespace === null);
  const isNew = await makeOnce(
    async () => (await find()) !== undefined,
    () => client.addons.create(app, { plan, attachment, config: { version } }),
  );
  const attached = await find();
  if (!attached) throw new AppError('unavailable', `Heroku does not show the new database of app ${app} yet`);
  return { addon: await client.addons.get(attached.addon.id), isNew };
}
