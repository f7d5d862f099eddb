import { sampleAttachment } from '../hardening/credential-rows.js';
import { doStep } from '../journal/step.js';
import { deleteApp } from './delete-app.js';
import { findSiblings } from './find-siblings.js';
import { type RemoveSampleOptions, removeSample, requireSampleOnly } from './remove-sample.js';

/**
 * Removes the sample and what keeps it busy: in one of three apps all of the Monitored DB app, else the database and the
 * dyno in our own.
 *
 * @throws AppError `configuration` when a database holds anything but the sample.
 */
export async function removeDemo(options: RemoveSampleOptions): Promise<void> {
  const { client, app, onStep } = options;
  const { monitored } = await findSiblings(client, app);
  if (monitored === undefined) return removeSample(options);
  const addons = await client.addons.listOfApp(monitored);
  for (const addon of addons.filter((each) => each.app.name === monitored)) {
    if (addon.addon_service.name !== 'heroku-postgresql') continue;
    await doStep(
      onStep,
      { id: 'sample', title: `Sample database ${addon.name}` },
      () => requireSampleOnly(client, addon, sampleAttachment),
      () => 'nothing but the sample is in it',
    );
  }
  // The last thing: what is attached to our app goes with it, and the app restarts.
  await deleteApp({ client, app: monitored, stepId: 'app', onStep });
}
