import type { Logger } from '@pgwatch-heroku/shared';
import { prepareCollector } from './bootstrap-collector.js';
import { withDatabase } from './with-database.js';

export interface EnsureSchemaOptions {
  /** DATABASE_URL: the default credential of the Collector DB. */
  url: string;
  /** PGWATCH2_URL, when there is one. */
  pgwatch2Url?: string | undefined;
  log: Logger;
  signal: AbortSignal;
}

/**
 * For web and collector at start: resolves when the Collector DB is reachable and its schema is at this code's version,
 * migrating under the lock if need be. Waits for ever, saying at once and then at most once a minute what for.
 *
 * @throws AppError `schema-newer` (57), `configuration` (78: a refused login, after three tries); the signal's reason.
 */
export async function ensureSchema(options: EnsureSchemaOptions): Promise<void> {
  const label = 'DATABASE_URL';
  const work = prepareCollector({ ...options, label });
  await withDatabase({ ...options, label, deadlineMs: Number.POSITIVE_INFINITY, patient: true }, work);
}
