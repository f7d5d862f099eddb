import { doStep } from '../journal/step.js';
import { deleteApp } from './delete-app.js';
import { findSiblings } from './find-siblings.js';
import { ownedAddons } from './owned-addons.js';
import { type RemoveSampleOptions, removeSample } from './remove-sample.js';
import { requireDemoOnly } from './require-demo-only.js';

/**
 * Removes the sample and what keeps it busy: in one of three apps all of the Monitored DB app, else the database and the
 * dyno in our own.
 *
 * @throws AppError `configuration` when a database holds anything but the sample, or another app uses it.
 */
export async function removeDemo(options: RemoveSampleOptions): Promise<void> {
  const { client, app, onStep } = options;
  const { monitored } = await findSiblings(client, app);
  if (monitored === undefined) return removeSample(options);
  const addons = await ownedAddons(client, monitored);
  await doStep(
    onStep,
    { id: 'sample', title: `Sample database of ${monitored}` },
    () => requireDemoOnly({ client, app, monitored, addons }),
    () => 'nothing but the sample is in it',
  );
  // The last thing: what is attached to our app goes with it, and the app restarts.
  await deleteApp({ client, app: monitored, addons, stepId: 'app', onStep });
}
