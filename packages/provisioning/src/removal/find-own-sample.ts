import type { Addon, HerokuClient } from '@pgwatch-heroku/heroku-api';
import { sample } from './sample-parts.js';

/** The sample database of an app that plays all parts; undefined where there is none any more. */
export async function findOwnSample(client: HerokuClient, app: string): Promise<Addon | undefined> {
  const attached = (await client.attachments.listOfApp(app)).find(
    ({ name, namespace }) => name === sample && namespace === null,
  );
  return attached && client.addons.get(attached.addon.id);
}
