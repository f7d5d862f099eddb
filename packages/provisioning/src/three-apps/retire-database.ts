import { type AddonAttachment, describePrice, type HerokuClient } from '@pgwatch-heroku/heroku-api';
import { closeClient, connect } from '@pgwatch-heroku/shared';
import { doStep, type OnStep } from '../journal/step.js';
import { findReasonToKeep } from '../sql/find-reason-to-keep.js';
import { previousDatabase } from './promote-database.js';
import { waitForReleases } from './wait-for-releases.js';

export interface RetireOptions {
  client: HerokuClient;
  /** Name of the Collector app. */
  app: string;
  onStep: OnStep;
  signal: AbortSignal;
}

/**
 * Destroys the database that another one has replaced as DATABASE, when there is nothing in it to lose and nobody else
 * uses it.
 *
 * @returns why it is kept, as a sentence; undefined when there is none any more.
 */
export async function retireDatabase({ client, app, onStep, signal }: RetireOptions): Promise<string | undefined> {
  const old = (await client.attachments.listOfApp(app)).find(({ name }) => name === previousDatabase);
  if (!old) return undefined;
  const { id, name } = old.addon;
  const addon = await client.addons.get(id);
  const saved = addon.plan.price ? `, ${describePrice(addon.plan.price)} less` : '';
  return doStep(
    onStep,
    { id: 'retire', title: `Add-on ${name}` },
    async () => {
      const reason = addon.app.name === app ? await look(client, app, old.addon) : `app ${addon.app.name} owns it`;
      if (reason === undefined) {
        // The release phase of a release before the promotion still works on it, and would fail.
        await waitForReleases(client, app, signal);
        await client.addons.delete(app, id);
        return undefined;
      }
      return `The database before, ${name}, is kept as ${previousDatabase}: ${reason}. When it is not needed: heroku addons:destroy ${name} --app ${app}.`;
    },
    (kept) => kept ?? `deleted: nothing but our own was in it${saved}`,
  );
}

async function look(
  client: HerokuClient,
  app: string,
  { id, name }: AddonAttachment['addon'],
): Promise<string | undefined> {
  const users = (await client.attachments.listOfAddon(id)).map((attachment) => attachment.app.name);
  const others = [...new Set(users)].filter((user) => user !== app);
  if (others.length > 0) return `${others.join(', ')} is attached to it`;
  const url = await client.addonConfig.getDatabaseUrl(id);
  const db = await connect({
    url,
    label: name,
    applicationName: 'pgwatch-heroku promotion',
    statementTimeoutMs: 20_000,
  });
  try {
    return await findReasonToKeep(db);
  } finally {
    await closeClient(db);
  }
}
