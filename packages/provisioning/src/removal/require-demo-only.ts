import type { Addon, HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError } from '@pgwatch-heroku/shared';
import { sampleAttachment } from '../hardening/credential-rows.js';
import { databasesAmong } from './owned-addons.js';
import { requireSampleOnly } from './remove-sample.js';

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
 * Makes sure that nobody needs the Monitored DB app: it is there for a sample, but somebody may have begun to use it.
 *
 * @throws AppError `configuration` when another app is attached to one of its databases, or one holds anything but the
 * sample; others when a database cannot be looked into.
 */
export async function requireDemoOnly({ client, app, monitored, addons }: RequireDemoOnlyOptions): Promise<void> {
  for (const addon of databasesAmong(addons)) {
    const users = (await client.attachments.listOfAddon(addon.id)).map((attachment) => attachment.app.name);
    const others = [...new Set(users)].filter((name) => name !== app && name !== monitored);
    if (others.length > 0) {
      throw new AppError('configuration', `${addon.name} is not removed: ${others.join(', ')} is attached to it`, {
        hint: `If you do want app ${monitored} gone: heroku apps:destroy --app ${monitored}.`,
      });
    }
    await requireSampleOnly(client, addon, sampleAttachment);
  }
}
