import { type App, type HerokuClient, isNotFound } from '@pgwatch-heroku/heroku-api';
import { AppError } from '@pgwatch-heroku/shared';
import { type AccountDatabase, describeDatabase, isPostgres } from './account-database.js';

/**
 * One database of the account, by name or id of its add-on.
 *
 * @throws AppError `configuration` when it is no Heroku Postgres or cannot be reached from our app.
 */
export async function findDatabase(client: HerokuClient, own: App, addonName: string): Promise<AccountDatabase> {
  const addon = await client.addons.get(addonName);
  if (!isPostgres(addon)) {
    throw new AppError('configuration', `${addon.name} is ${addon.plan.name}, no Heroku Postgres database`, {
      hint: 'Databases of others are added by URL.',
    });
  }
  const [attachments, owner] = await Promise.all([
    client.attachments.listOfAddon(addon.id),
    // An add-on may be attached to an app of ours and owned by one that this account does not see.
    client.apps.get(addon.app.id).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    }),
  ]);
  const database = describeDatabase(addon, { own, owner, attachments });
  if (database.obstacle === null) return database;
  throw new AppError('configuration', database.obstacle, {
    hint: 'In the Private Space itself the Deploy button and the same steps work.',
  });
}
