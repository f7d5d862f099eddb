import type { HerokuClient } from '@pgwatch-heroku/heroku-api';

/**
 * Tells the dynos that start from now on which app they belong to (HEROKU_APP_NAME and its like): app.json cannot. No
 * release and no restart comes of it.
 */
export async function enableDynoMetadata(client: HerokuClient, app: string): Promise<void> {
  await client.features.update(app, 'runtime-dyno-metadata', true);
}
