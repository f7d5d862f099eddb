import type { Addon, HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError, closeClient, connect } from '@pgwatch-heroku/shared';
import { findForeignTables } from '../sql/find-foreign-tables.js';

interface RequireSampleOnlyOptions {
  client: HerokuClient;
  addon: Pick<Addon, 'id' | 'name' | 'app'>;
  /** Name by which our app has it. */
  attachment: string;
  /** The app that should own it. */
  owner: string;
  /** Apps of ours, which need it for nothing else. */
  apps: readonly string[];
}

/**
 * Makes sure that nobody needs a sample database: it is there to try things out, but somebody may have begun to use it.
 *
 * @throws AppError `configuration` when it is somebody else's, another app is attached to it, or it holds anything but
 *   the sample; others when it cannot be looked into.
 */
export async function requireSampleOnly(options: RequireSampleOnlyOptions): Promise<void> {
  const { client, addon, owner, apps } = options;
  if (addon.app.name !== owner) throw notOurs(options, `app ${addon.app.name} owns it`);
  const users = (await client.attachments.listOfAddon(addon.id)).map((attachment) => attachment.app.name);
  const others = [...new Set(users)].filter((name) => !apps.includes(name));
  if (others.length > 0) throw notOurs(options, `${others.join(', ')} is attached to it`);
  const url = await client.addonConfig.getDatabaseUrl(addon.id);
  const db = await connect({
    ...{ url, label: addon.name, applicationName: 'pgwatch-heroku removal' },
    statementTimeoutMs: 20_000,
  });
  try {
    const tables = await findForeignTables(db);
    if (tables.length > 0) throw notOurs(options, `it holds ${tables.join(', ')}`);
  } finally {
    await closeClient(db);
  }
}

const notOurs = ({ addon: { name }, attachment }: RequireSampleOnlyOptions, reason: string) =>
  new AppError('configuration', `The sample database ${name} is not removed: ${reason}`, {
    hint: `If you do want it gone: heroku addons:destroy ${name}. To stop monitoring it only: heroku addons:detach ${attachment}.`,
  });
