import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import type { PlannedRow } from './plan-hardening.js';

/** The variables that the attachments of a hardened app make, as the dynos of its next release will have them. */
export type HardenedUrls = Record<string, string>;

/**
 * Asks the add-ons for the URLs of the given rows, of their databases' default credentials too: the environment of this
 * process is that of its start, and any of them may have been rotated since.
 */
export async function readHardenedUrls(client: HerokuClient, rows: readonly PlannedRow[]): Promise<HardenedUrls> {
  const urls: HardenedUrls = {};
  for (const { database, credential, attachment, addon } of rows) {
    urls[`${database}_URL`] ??= await client.addonConfig.getDatabaseUrl(addon.id);
    urls[`${attachment}_URL`] = await client.addonConfig.getDatabaseUrl(addon.id, credential);
  }
  return urls;
}
