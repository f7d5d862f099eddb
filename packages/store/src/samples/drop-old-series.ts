import type { Queryable } from '@pgwatch-heroku/shared';
import type { RetentionOptions } from './retention.js';

/** Past the last partition that may name it: an id is used for a day after it is given out, a partition is a day. */
const graceDays = 2;
/** Bounds one statement; what is left goes the next time. */
const maxAtOnce = 20_000;

/**
 * Removes the series that no sample within the retention can name, and with them their texts. By the earlier one of
 * both clocks, as dropOldPartitions.
 */
export async function dropOldSeries(
  db: Queryable,
  { retentionDays, now }: RetentionOptions,
): Promise<{ dropped: number }> {
  const { rowCount } = await db.query(
    `DELETE FROM pgwatch2.series WHERE id IN (
       SELECT id FROM pgwatch2.series
       WHERE last_seen < (least(now(), $1::timestamptz) AT TIME ZONE 'UTC')::date - $2::int
       ORDER BY id LIMIT ${maxAtOnce} FOR UPDATE SKIP LOCKED)`,
    [now, retentionDays + graceDays],
  );
  return { dropped: rowCount ?? 0 };
}
