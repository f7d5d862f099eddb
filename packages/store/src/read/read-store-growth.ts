import type { Queryable } from '@pgwatch-heroku/shared';
import { dayMs } from '../samples/days.js';
import { listPartitions } from '../samples/list-partitions.js';

/** Long enough for an hourly peak to count once, and short enough to notice sources that came or went. */
const windowMs = 3 * dayMs;
/** Of less time most of the size is first pages. */
const youngestMs = 60 * 60_000;

export interface StoreGrowth {
  /** What samples take in a day before any of it is thinned, indexes included. */
  bytesPerDay: number;
  /** How many days it was measured over, at most three. */
  measuredDays: number;
  /** Days since there was anything to be stored. */
  storeAgeDays: number;
}

/**
 * How fast the Collector DB grows at present: the size of the partitions of the last days, those that reach further back
 * or ahead by their share. Null while there is no hour of samples.
 */
export async function readStoreGrowth(db: Queryable, now: Date): Promise<StoreGrowth | null> {
  const { rows: beginnings } = await db.query<{ at: Date | null }>('SELECT min(created_at) AS at FROM pgwatch2.source');
  // A first partition begins before there was anything to be stored in it.
  const beganMs = beginnings[0]?.at?.getTime() ?? now.getTime();
  const sinceMs = Math.max(beganMs, now.getTime() - windowMs);
  const measuredMs = now.getTime() - sinceMs;
  if (measuredMs < youngestMs) return null;
  const recent = (await listPartitions(db)).filter(
    ({ tier, from, to }) => tier === 'raw' && to.getTime() > sinceMs && from < now,
  );
  if (recent.length === 0) return null;
  const { rows } = await db.query<{ name: string; bytes: number }>(
    `SELECT c.relname AS name, pg_catalog.pg_total_relation_size(c.oid)::float8 AS bytes FROM pg_catalog.pg_class c
     WHERE c.relnamespace = 'samples'::regnamespace AND c.relname = ANY ($1)`,
    [recent.map(({ name }) => name)],
  );
  const bytesOf = new Map(rows.map(({ name, bytes }) => [name, bytes]));
  // Each metric by the time that its partitions cover: those of a shortened history are fewer than the window has days.
  const metrics = new Map<string, { bytes: number; ms: number }>();
  for (const { metric, name, from, to } of recent) {
    const untilMs = Math.min(now.getTime(), to.getTime());
    const filledMs = untilMs - Math.max(beganMs, from.getTime());
    const ms = untilMs - Math.max(sinceMs, from.getTime());
    const { bytes, ms: before } = metrics.get(metric) ?? { bytes: 0, ms: 0 };
    metrics.set(metric, { bytes: bytes + ((bytesOf.get(name) ?? 0) * ms) / filledMs, ms: before + ms });
  }
  return {
    bytesPerDay: [...metrics.values()].reduce((sum, { bytes, ms }) => sum + (bytes / ms) * dayMs, 0),
    measuredDays: measuredMs / dayMs,
    storeAgeDays: (now.getTime() - beganMs) / dayMs,
  };
}
