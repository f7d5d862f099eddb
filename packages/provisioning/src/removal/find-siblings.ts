import { HerokuApiError, type HerokuClient } from '@pgwatch-heroku/heroku-api';
import { sampleAttachment } from '../hardening/credential-rows.js';
import { siblingNames } from '../three-apps/layout.js';
import { databasesAmong, ownedAddons } from './owned-addons.js';

/** Names of the apps that the set-up of three apps made beside a Collector. */
export interface Siblings {
  grafana?: string;
  monitored?: string;
}

/**
 * Finds the apps that go with a Collector: by the names that the set-up gives them, else by what is attached across, since
 * an app may be renamed. Whichever way, it says itself in PGWATCH2_APP that it is one of the three. Another Collector's is
 * none of ours, also where something of it is attached here: one with the right name must not be tied to another Collector,
 * and one that only an attachment leads to must be tied to nobody but us.
 */
export async function findSiblings(client: HerokuClient, app: string): Promise<Siblings> {
  const config = await client.configVars.get(app);
  if (config['PGWATCH2_APP'] !== 'collector') return {};
  const attachments = await client.attachments.listOfApp(app);
  const own = attachments.find(({ name, addon }) => name === 'DATABASE' && addon.app.name === app);
  const lent = own ? await client.attachments.listOfAddon(own.addon.id) : [];
  const names = siblingNames(app, config);
  const pick = async (role: keyof Siblings, attached: string | undefined) => {
    for (const name of new Set([names[role], attached])) {
      if (name === undefined || name === app || (await roleOf(client, name)) !== role) continue;
      const tied = await tiedTo(client, name);
      const others = [...tied].filter((each) => each !== app);
      if (tied.size > 0 && !tied.has(app)) continue;
      if (name !== names[role] && others.length > 0) continue;
      const roles = await Promise.all(others.map((each) => roleOf(client, each)));
      if (!roles.includes('collector')) return { [role]: name };
    }
    return {};
  };
  return {
    ...(await pick('grafana', lent.find(({ name }) => name === 'PGWATCH2_GRAFANA')?.app.name)),
    ...(await pick('monitored', attachments.find(({ name }) => name === sampleAttachment)?.addon.app.name)),
  };
}

/** Other apps whose add-ons are attached to an app, or that its own databases are attached to. */
async function tiedTo(client: HerokuClient, app: string): Promise<Set<string>> {
  const [attachments, addons] = await Promise.all([client.attachments.listOfApp(app), ownedAddons(client, app)]);
  const lent = await Promise.all(databasesAmong(addons).map(({ id }) => client.attachments.listOfAddon(id)));
  const names = [...attachments.map(({ addon }) => addon.app.name), ...lent.flat().map((each) => each.app.name)];
  return new Set(names.filter((name) => name !== app));
}

/** Undefined also where there is no such app, or it is somebody else's: names are the world's. */
async function roleOf(client: HerokuClient, app: string): Promise<string | undefined> {
  try {
    return (await client.configVars.get(app))['PGWATCH2_APP'];
  } catch (error) {
    if (error instanceof HerokuApiError && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}
