import type { HerokuClient } from '@pgwatch-heroku/heroku-api';

/** The room that Heroku says a database's plan has, in bytes; undefined where it does not say. */
export async function readPlanStorage(client: HerokuClient, addon: string): Promise<number | undefined> {
  return (await client.databases.getFacts(addon)).storage?.limitBytes;
}
