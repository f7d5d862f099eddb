import { type Addon, describePrice, type HerokuClient, type Price } from '@pgwatch-heroku/heroku-api';
import { AppError, closeClient, connect } from '@pgwatch-heroku/shared';
import { doStep, type OnStep } from '../journal/step.js';
import { findForeignTables } from '../sql/find-foreign-tables.js';
import { sample } from './sample-parts.js';
import { stopLoad } from './stop-load.js';

export interface RemoveSampleOptions {
  client: HerokuClient;
  /** Name of our app. */
  app: string;
  onStep: OnStep;
}

/**
 * Removes the sample database with everything in it, and the dyno that keeps it busy. Only when nothing but the sample
 * is in it: somebody may have begun to use it.
 *
 * @throws AppError `configuration` when it is somebody else's, or holds something else.
 */
export async function removeSample({ client, app, onStep }: RemoveSampleOptions): Promise<void> {
  const attached = (await client.attachments.listOfApp(app)).find(
    ({ name, namespace }) => name === sample && namespace === null,
  );
  const addon = attached && (await client.addons.get(attached.addon.id));
  if (addon) {
    await doStep(
      onStep,
      { id: 'sample', title: `Sample database ${addon.name}` },
      async () => {
        if (addon.app.name !== app) throw notOurs(addon.name, sample, `app ${addon.app.name} owns it`);
        await requireSampleOnly(client, addon, sample);
      },
      () => 'nothing but the sample is in it',
    );
  }
  await stopLoad(client, app, onStep);
  if (!addon) {
    const step = { id: 'addon', title: `Add-on ${sample}`, state: 'skipped', detail: 'it is gone already' } as const;
    return void (await onStep(step));
  }
  // The last thing: all its attachments go with it, and the app restarts.
  await doStep(
    onStep,
    { id: 'addon', title: `Add-on ${addon.name}` },
    () => client.addons.delete(app, addon.id),
    () => `deleted: ${priceOf(addon.plan.price, addon.plan.name)} less; its history stays`,
  );
}

/** @throws AppError `configuration` when a sample database holds anything else. */
export async function requireSampleOnly(
  client: HerokuClient,
  { id, name }: Pick<Addon, 'id' | 'name'>,
  attachment: string,
): Promise<void> {
  const url = await client.addonConfig.getDatabaseUrl(id);
  const db = await connect({
    ...{ url, label: name, applicationName: 'pgwatch-heroku removal' },
    statementTimeoutMs: 20_000,
  });
  try {
    const tables = await findForeignTables(db);
    if (tables.length > 0) throw notOurs(name, attachment, `it holds ${tables.join(', ')}`);
  } finally {
    await closeClient(db);
  }
}

const priceOf = (price: Price | null | undefined, plan: string) => (price ? describePrice(price) : plan);

const notOurs = (addon: string, attachment: string, reason: string) =>
  new AppError('configuration', `The sample database ${addon} is not removed: ${reason}`, {
    hint: `If you do want it gone: heroku addons:destroy ${addon}. To stop monitoring it only: heroku addons:detach ${attachment}.`,
  });
