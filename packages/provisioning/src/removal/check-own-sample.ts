import type { Addon, HerokuClient } from '@pgwatch-heroku/heroku-api';
import { doStep, type OnStep } from '../journal/step.js';
import { requireSampleOnly } from './require-sample-only.js';
import { sample } from './sample-parts.js';

/**
 * Makes sure, as a step, that nobody needs the sample database of an app that plays all parts.
 *
 * @throws AppError as requireSampleOnly.
 */
export async function checkOwnSample(client: HerokuClient, app: string, addon: Addon, onStep: OnStep): Promise<void> {
  await doStep(
    onStep,
    { id: 'sample', title: `Sample database ${addon.name}` },
    () => requireSampleOnly({ client, addon, attachment: sample, owner: app, apps: [app] }),
    () => 'nothing but the sample is in it',
  );
}
