import type { Addon, HerokuClient } from '@pgwatch-heroku/heroku-api';

/** The add-ons that go with an app; what is only attached to it stays with its owner. */
export const ownedAddons = async (client: HerokuClient, app: string): Promise<Addon[]> =>
  (await client.addons.listOfApp(app)).filter((addon) => addon.app.name === app);

/** Those of them that are databases. */
export const databasesAmong = (addons: readonly Addon[]): Addon[] =>
  addons.filter(({ addon_service }) => addon_service.name === 'heroku-postgresql');
