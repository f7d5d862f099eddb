import { codeOf, type Queryable, quoteIdentifier as q } from '@pgwatch-heroku/shared';
import { dayMs } from './days.js';
import { withMetricLock } from './ddl-lock.js';
import { listPartitions } from './list-partitions.js';
import { earlierNow, type RetentionOptions } from './retention.js';

/**
 * Drops the partitions whose whole day is older than the retention. By the clock and by what is there, so that it does
 * not matter who calls it, how often, or how long ago the process began. What somebody reads just now is left for the
 * next time. `client` has to be one connection, not a pool.
 */
export async function dropOldPartitions(
  client: Queryable,
  { retentionDays, now }: RetentionOptions,
): Promise<{ dropped: string[]; busy: string[] }> {
  const cutoff = (await earlierNow(client, now)).getTime() - retentionDays * dayMs;
  const dropped: string[] = [];
  const busy: string[] = [];
  for (const { metric, name, day } of await listPartitions(client)) {
    if (day.getTime() + dayMs > cutoff) continue;
    try {
      await withMetricLock(client, metric, async () => {
        await client.query("SET LOCAL lock_timeout = '1s'");
        await client.query(`DROP TABLE IF EXISTS samples.${q(name)}`);
      });
      dropped.push(name);
    } catch (error) {
      // 55P03 lock_not_available, 40P01 deadlock: a reader had it.
      if (codeOf(error) !== '55P03' && codeOf(error) !== '40P01') throw error;
      busy.push(name);
    }
  }
  return { dropped, busy };
}
