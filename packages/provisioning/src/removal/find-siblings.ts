import { HerokuApiError, type HerokuClient } from '@pgwatch-heroku/heroku-api';
import { sampleAttachment } from '../hardening/credential-rows.js';
import { siblingNames } from '../three-apps/layout.js';

/** Names of the apps that the set-up of three apps made beside a Collector. */
export interface Siblings {
  grafana?: string;
  monitored?: string;
}

/**
 * Finds the apps that go with a Collector: by the names that the set-up gives them, or by what is attached across, since
 * an app may be renamed. Whichever way, it says itself in PGWATCH2_APP that it is one of the three.
 */
export async function findSiblings(client: HerokuClient, app: string): Promise<Siblings> {
  const config = await client.configVars.get(app);
  if (config['PGWATCH2_APP'] !== 'collector') return {};
  const attachments = await client.attachments.listOfApp(app);
  const own = attachments.find(({ name, addon }) => name === 'DATABASE' && addon.app.name === app);
  const lent = own ? await client.attachments.listOfAddon(own.addon.id) : [];
  const names = siblingNames(app, config);
  const pick = async (role: keyof Siblings, ...candidates: (string | undefined)[]) => {
    for (const name of new Set(candidates)) {
      if (name !== undefined && name !== app && (await roleOf(client, name)) === role) return { [role]: name };
    }
    return {};
  };
  return {
    ...(await pick('grafana', lent.find(({ name }) => name === 'PGWATCH2_GRAFANA')?.app.name, names.grafana)),
    ...(await pick(
      'monitored',
      attachments.find(({ name }) => name === sampleAttachment)?.addon.app.name,
      names.monitored,
    )),
  };
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
