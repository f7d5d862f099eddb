import type { Queryable } from '@pgwatch-heroku/shared';
import { listPartitions } from './list-partitions.js';

/** An id is used for a day after the day it was given out on. */
const graceDays = 2;
/** Bounds one statement; what is left goes the next time. */
const maxAtOnce = 20_000;

/**
 * Removes the series that no sample can name, and with them their texts: those given out for the last time before the
 * oldest partition of their metric began. No clock has a say in it.
 */
export async function dropOldSeries(db: Queryable): Promise<{ dropped: number }> {
  const oldest = new Map<string, Date>();
  for (const { metric, from } of await listPartitions(db)) if (!oldest.has(metric)) oldest.set(metric, from);
  const { rowCount } = await db.query(
    `DELETE FROM pgwatch2.series WHERE id IN (
       SELECT s.id FROM pgwatch2.series s
       JOIN jsonb_each_text($1::jsonb) AS oldest (metric, day) ON oldest.metric = s.metric
       WHERE s.last_seen < oldest.day::date - $2::int
       ORDER BY s.id LIMIT ${maxAtOnce} FOR UPDATE OF s SKIP LOCKED)`,
    [
      JSON.stringify(
        Object.fromEntries([...oldest].map(([metric, from]) => [metric, from.toISOString().slice(0, 10)])),
      ),
      graceDays,
    ],
  );
  return { dropped: rowCount ?? 0 };
}
