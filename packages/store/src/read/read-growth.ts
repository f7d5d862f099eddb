import type { Queryable } from '@pgwatch-heroku/shared';
import { listPartitions, type Partition } from '../samples/list-partitions.js';

/** A partition that is younger says little about a day: most of its size is its first pages. */
const youngestMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

/**
 * Bytes that samples take in a day at present: of each metric the size of its latest partition by the time that it
 * covers. Null while no partition has an hour of them.
 */
export async function readGrowth(db: Queryable, now: Date): Promise<number | null> {
  const { rows: beginnings } = await db.query<{ at: Date | null }>('SELECT min(created_at) AS at FROM pgwatch2.source');
  // A first partition begins before there was anything to be stored in it.
  const beganMs = beginnings[0]?.at?.getTime() ?? now.getTime();
  const latest = new Map<string, Partition>();
  for (const partition of await listPartitions(db)) {
    const isOldEnough = now.getTime() - Math.max(beganMs, partition.from.getTime()) >= youngestMs;
    if (partition.tier === 'raw' && isOldEnough) latest.set(partition.metric, partition);
  }
  if (latest.size === 0) return null;
  const { rows } = await db.query<{ name: string; bytes: number }>(
    `SELECT c.relname AS name, pg_catalog.pg_total_relation_size(c.oid)::float8 AS bytes FROM pg_catalog.pg_class c
     WHERE c.relnamespace = 'samples'::regnamespace AND c.relname = ANY ($1)`,
    [[...latest.values()].map(({ name }) => name)],
  );
  const bytesOf = new Map(rows.map(({ name, bytes }) => [name, bytes]));
  return [...latest.values()].reduce((sum, { name, from, to }) => {
    const coveredMs = Math.min(now.getTime(), to.getTime()) - Math.max(beganMs, from.getTime());
    return sum + ((bytesOf.get(name) ?? 0) / coveredMs) * dayMs;
  }, 0);
}
