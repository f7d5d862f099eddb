import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { findOwnApp, type OwnAppOptions } from '../own-app/find-own-app.js';
import { planBytes } from './plan-bytes.js';

/**
 * The room that the Collector DB's plan has, in bytes: as Heroku says it, else by the plan's name, which tells
 * Essential-0 from Essential-1. Undefined for a plan that is not known.
 *
 * @throws AppError when this account does not see the app; HerokuApiError.
 */
export async function readPlanStorage(client: HerokuClient, own: OwnAppOptions): Promise<number | undefined> {
  const app = await findOwnApp(client, own);
  const attached = (await client.attachments.listOfApp(app.name)).find(
    ({ name, namespace }) => name === 'DATABASE' && namespace === null,
  );
  if (!attached) return undefined;
  const { plan } = await client.addons.get(attached.addon.id);
  const { storage } = await client.databases.getFacts(attached.addon.id);
  return storage?.limitBytes ?? planBytes(plan.name);
}
