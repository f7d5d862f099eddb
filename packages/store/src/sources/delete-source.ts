import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';
import { readSourceSettings, toEditable } from './source-settings.js';

export type SourceDeletion = 'deleted' | 'no-such-source' | 'attached';

/**
 * Takes a source off every page and ends its monitoring. An attached one has to be detached first: it would be back at
 * the next restart. In a transaction.
 *
 * @param withData its history goes too, within minutes: see purgeDeletedSources().
 */
export async function deleteSource(
  client: Queryable,
  actor: Actor,
  { name, withData }: { name: string; withData: boolean },
): Promise<SourceDeletion> {
  const before = await readSourceSettings(client, name, { lock: true });
  if (!before) return 'no-such-source';
  if (before.variable !== null && before.detachedAt === null) return 'attached';
  // Without its address: what is deleted must not be connected to by anybody.
  await client.query(
    `UPDATE pgwatch2.source SET deleted_at = now(), is_purged = $2, is_enabled = false, sealed_url = NULL WHERE id = $1`,
    [before.id, withData],
  );
  await writeAudit(client, actor, {
    action: 'delete-source',
    target: name,
    before: { ...toEditable(before), withData },
  });
  return 'deleted';
}

export interface PurgeOptions {
  /** Samples of fetches that were under way must have arrived. */
  minAgeSeconds?: number;
  /** What is left then goes the next time. */
  timeoutMs?: number;
}

/**
 * Removes the history of sources that were deleted with their data, and then the sources. Each partition by a statement
 * of its own, so that none takes long and what is done stays done.
 *
 * @returns names of those that are gone.
 */
export async function purgeDeletedSources(
  db: Queryable,
  { minAgeSeconds = 120, timeoutMs = 8_000 }: PurgeOptions = {},
): Promise<string[]> {
  const endsAt = performance.now() + timeoutMs;
  const { rows: sources } = await db.query<{ id: string; name: string }>(
    `SELECT id::text, name FROM pgwatch2.source
     WHERE is_purged AND deleted_at < now() - make_interval(secs => $1) ORDER BY id`,
    [minAgeSeconds],
  );
  if (sources.length === 0) return [];
  const ids = sources.map(({ id }) => Number(id));
  const { rows: partitions } = await db.query<{ statement: string }>(
    `SELECT format('DELETE FROM samples.%I WHERE source_id = ANY ($1::int[])', c.relname) AS statement
     FROM pg_catalog.pg_class c
     WHERE c.relnamespace = 'samples'::regnamespace AND c.relkind = 'r' AND c.relispartition ORDER BY c.relname`,
  );
  for (const { statement } of partitions) {
    if (performance.now() >= endsAt) return [];
    await db.query(statement, [ids]);
  }
  await db.query('DELETE FROM pgwatch2.source WHERE id = ANY ($1::int[]) AND is_purged', [ids]);
  return sources.map(({ name }) => name);
}
