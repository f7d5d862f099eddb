import { describePrice, type HerokuClient, type Price } from '@pgwatch-heroku/heroku-api';
import { AppError, closeClient, connect } from '@pgwatch-heroku/shared';
import { doStep, type OnStep } from '../journal/step.js';
import { findForeignTables } from '../sql/find-foreign-tables.js';
import { sample } from './sample-parts.js';
import { stopLoad } from './stop-load.js';

export interface RemoveDemoOptions {
  client: HerokuClient;
  /** Name of our app. */
  app: string;
  onStep: OnStep;
}

/**
 * Removes the sample database with everything in it, and the dyno that keeps it busy. Only when nothing but the sample
 * is in it: somebody may have begun to use it.
 *
 * @returns what is not paid for any more, undefined when it was gone already.
 * @throws AppError `configuration` when it is somebody else's, or holds something else.
 */
export async function removeDemo({ client, app, onStep }: RemoveDemoOptions): Promise<{ saved: string } | undefined> {
  const attached = (await client.attachments.listOfApp(app)).find(
    ({ name, namespace }) => name === sample && namespace === null,
  );
  const addon = attached && (await client.addons.get(attached.addon.id));
  if (addon) {
    await doStep(
      onStep,
      { id: 'sample', title: `Sample database ${addon.name}` },
      async () => {
        if (addon.app.name !== app) throw notOurs(addon.name, `app ${addon.app.name} owns it`);
        const tables = await foreignTables(await client.addonConfig.getDatabaseUrl(addon.id), addon.name);
        if (tables.length > 0) throw notOurs(addon.name, `it holds ${tables.join(', ')}`);
      },
      () => 'nothing but the sample is in it',
    );
  }
  await stopLoad(client, app, onStep);
  if (!addon) {
    const step = { id: 'addon', title: `Add-on ${sample}`, state: 'skipped', detail: 'it is gone already' } as const;
    await onStep(step);
    return undefined;
  }
  const saved = priceOf(addon.plan.price, addon.plan.name);
  // The last thing: all its attachments go with it, and the app restarts.
  await doStep(
    onStep,
    { id: 'addon', title: `Add-on ${addon.name}` },
    () => client.addons.delete(app, addon.id),
    () => `deleted: ${saved} less; its history stays`,
  );
  return { saved };
}

async function foreignTables(url: string, label: string): Promise<string[]> {
  const db = await connect({ url, label, applicationName: 'pgwatch-heroku removal', statementTimeoutMs: 20_000 });
  try {
    return await findForeignTables(db);
  } finally {
    await closeClient(db);
  }
}

const priceOf = (price: Price | null | undefined, plan: string) => (price ? describePrice(price) : plan);

const notOurs = (addon: string, reason: string) =>
  new AppError('configuration', `The sample database ${addon} is not removed: ${reason}`, {
    hint: `If you do want it gone: heroku addons:destroy ${addon}. To stop monitoring it only: heroku addons:detach ${sample}.`,
  });
