import type { App, HerokuClient } from '@pgwatch-heroku/heroku-api';
import { type AccountDatabase, describeDatabase, isPostgres } from './account-database.js';

/** All databases of the account and its teams, by app. Names and plans, never a URL. */
export async function listDatabases(client: HerokuClient, own: App): Promise<AccountDatabase[]> {
  const [addons, attachments, apps] = await Promise.all([
    client.addons.list(),
    client.attachments.list(),
    client.apps.list(),
  ]);
  return addons
    .filter(isPostgres)
    .map((addon) => {
      const owner = apps.find(({ id }) => id === addon.app.id);
      return describeDatabase(addon, { own, owner, attachments });
    })
    .sort((a, b) => (a.app === b.app ? (a.addon < b.addon ? -1 : 1) : a.app < b.app ? -1 : 1));
}
