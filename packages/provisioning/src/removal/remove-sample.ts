import { describePrice, type HerokuClient, type Price } from '@pgwatch-heroku/heroku-api';
import { doStep, type OnStep } from '../journal/step.js';
import { checkOwnSample } from './check-own-sample.js';
import { findOwnSample } from './find-own-sample.js';
import { sample } from './sample-parts.js';
import { stopLoad } from './stop-load.js';

export interface RemoveSampleOptions {
  client: HerokuClient;
  /** Name of our app. */
  app: string;
  onStep: OnStep;
}

/**
 * Removes the sample database with everything in it, and the dyno that keeps it busy. Only when nobody needs it
 * for anything else.
 *
 * @throws AppError `configuration` when it is somebody else's, another app uses it, or it holds something else.
 */
export async function removeSample({ client, app, onStep }: RemoveSampleOptions): Promise<void> {
  const addon = await findOwnSample(client, app);
  if (addon) await checkOwnSample(client, app, addon, onStep);
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

const priceOf = (price: Price | null | undefined, plan: string) => (price ? describePrice(price) : plan);
