import type { AddonAttachment, HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError } from '@pgwatch-heroku/shared';
import { makeOnce } from '../make-once.js';

export interface AttachmentWish {
  /** Name of the add-on. */
  addon: string;
  /** The default one when it is left out. */
  credential?: string | undefined;
  app: string;
  /** `PGWATCH2` makes the config var PGWATCH2_URL. */
  name: string;
}

/**
 * Attaches a credential where it is not attached yet: a release of the app, which restarts all its dynos. The name is
 * never taken from another attachment.
 *
 * @returns whether it was attached now.
 * @throws AppError `configuration` when the name is that of another attachment; HerokuApiError.
 */
export async function ensureAttachment(client: HerokuClient, wish: AttachmentWish): Promise<boolean> {
  const { addon, credential, app, name } = wish;
  const namespace = credential === undefined ? null : `credential:${credential}`;
  const isThere = async () => {
    const taken = (await client.attachments.listOfApp(app)).find((each) => each.name === name);
    if (!taken) return false;
    if (taken.addon.name === addon && taken.namespace === namespace) return true;
    throw nameTaken(wish, taken);
  };
  return makeOnce(isThere, () => client.attachments.create(wish));
}

function nameTaken({ addon, credential, app, name }: AttachmentWish, taken: AddonAttachment): AppError {
  const holder = `${taken.namespace?.replace(':', ' ') ?? 'the default credential'} of ${taken.addon.name}`;
  const as = credential === undefined ? '' : `--credential ${credential} `;
  return new AppError('configuration', `${name} of app ${app} is attached to ${holder} already`, {
    hint: `It is left alone. If it is not needed: heroku addons:detach ${name} --app ${app}, then heroku addons:attach ${addon} ${as}--as ${name} --app ${app}.`,
  });
}
