import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { makeOnce } from '../make-once.js';

/**
 * Adds the add-on that keeps an app's log, such as `papertrail:choklad`; an app that has one of the service keeps it,
 * whatever its plan.
 *
 * @returns whether it was added now.
 */
export async function ensureLoggingAddon(client: HerokuClient, app: string, plan: string): Promise<boolean> {
  const service = plan.split(':')[0];
  const isThere = async () =>
    (await client.addons.listOfApp(app)).some(({ addon_service }) => addon_service.name === service);
  return makeOnce(isThere, () => client.addons.create(app, { plan }));
}
