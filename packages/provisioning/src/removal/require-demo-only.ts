import type { Addon, HerokuClient } from '@pgwatch-heroku/heroku-api';
import { sampleAttachment } from '../hardening/credential-rows.js';
import { databasesAmong } from './owned-addons.js';
import { requireSampleOnly } from './require-sample-only.js';

interface RequireDemoOnlyOptions {
  client: HerokuClient;
  /** Name of our app. */
  app: string;
  /** Name of the Monitored DB app. */
  monitored: string;
  /** The add-ons that would go with it. */
  addons: readonly Addon[];
}

/**
 * Makes sure that nobody needs the Monitored DB app: every database of it is a sample and nothing else.
 *
 * @throws AppError `configuration` when another app is attached to one of its databases, or one holds anything but the
 * sample; others when a database cannot be looked into.
 */
export async function requireDemoOnly({ client, app, monitored, addons }: RequireDemoOnlyOptions): Promise<void> {
  for (const addon of databasesAmong(addons)) {
    await requireSampleOnly({
      ...{ client, addon, attachment: sampleAttachment },
      ...{ owner: monitored, apps: [app, monitored] },
    });
  }
}
