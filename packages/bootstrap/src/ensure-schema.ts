import type { Logger } from '@pgwatch-heroku/shared';
import { prepareCollector } from './bootstrap-collector.js';
import { withConnection } from './with-connection.js';
import { withDatabase } from './with-database.js';

export interface EnsureSchemaOptions {
  /** DATABASE_URL: the default credential of the Collector DB. */
  url: string;
  /** PGWATCH2_URL, when there is one. */
  pgwatch2Url?: string | undefined;
  log: Logger;
  signal: AbortSignal;
  /** Told what is waited for and by which config var, at every failed attempt: for whoever shows it to people. */
  onWaiting?: (error: unknown, label: string) => void;
}

/**
 * For web and collector at start: resolves when the Collector DB is reachable, by every credential that they use, and
 * its schema is at this code's version, migrating under the lock if need be. Waits for ever, saying at once and then at
 * most once a minute what for.
 *
 * @throws AppError `schema-newer` (57), `configuration` (78: a refused login, after three tries); the signal's reason.
 */
export async function ensureSchema(options: EnsureSchemaOptions): Promise<void> {
  const label = 'DATABASE_URL';
  const forEver = { ...options, deadlineMs: Number.POSITIVE_INFINITY, patient: true };
  await withDatabase({ ...forEver, label }, prepareCollector({ ...options, label }));
  if (options.pgwatch2Url === undefined) return;
  // The work of the dyno is done by this one: found wrong here, and not at somebody's first page.
  await withConnection({ ...forEver, url: options.pgwatch2Url, label: 'PGWATCH2_URL' }, async () => undefined);
}
