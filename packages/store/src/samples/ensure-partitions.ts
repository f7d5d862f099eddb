import { type Queryable, quoteIdentifier as q } from '@pgwatch-heroku/shared';
import { readHistory } from '../storage/read-history.js';
import { withMetricLock } from './ddl-lock.js';
import { historyCut } from './history.js';
import { listMetricTables, listPartitions, type Partition, partitionsByMetric } from './list-partitions.js';
import { partitionName } from './partition-name.js';
import { partitionStorage } from './partition-storage.js';

export interface EnsurePartitionsOptions {
  /** First and last instant that rows must find a place for. */
  from: Date;
  to: Date;
  /** Only these metrics; all that have a table when absent. */
  metrics?: readonly string[];
}

/**
 * Makes the partitions that tables of samples lack for a time, each metric in a transaction of its own. Three queries
 * where nothing is missing. Periods are counted in UTC from the epoch, so that everybody cuts alike; where there are
 * partitions of other lengths, a new one fills the gap between them. `client` has to be one connection, not a pool.
 *
 * @returns names of the partitions that were made.
 */
export async function ensurePartitions(
  client: Queryable,
  { from, to, metrics }: EnsurePartitionsOptions,
): Promise<{ created: string[] }> {
  const tables = (await listMetricTables(client)).filter(({ metric }) => metrics?.includes(metric) ?? true);
  const history = await readHistory(client);
  const existing = await partitionsByMetric(client);
  const created: string[] = [];
  for (const { metric, storage } of tables) {
    const { rawPeriodMs } = historyCut(storage, history);
    if (gaps(existing.get(metric) ?? [], from, to, rawPeriodMs).length === 0) continue;
    const made = await withMetricLock(client, metric, async () => {
      const missing = gaps(await listPartitions(client, metric), from, to, rawPeriodMs);
      for (const gap of missing) await createPartition(client, metric, gap);
      return missing.map((gap) => partitionName(metric, 'raw', gap.from));
    });
    created.push(...made);
  }
  return { created };
}

interface Gap {
  from: Date;
  to: Date;
}

/** What is missing of an interval, in whole periods, cut where it would meet what is there. */
function gaps(existing: readonly Partition[], first: Date, last: Date, periodMs: number): Gap[] {
  const missing: Gap[] = [];
  for (let at = first.getTime(); at <= last.getTime(); ) {
    const here = existing.find((partition) => partition.from.getTime() <= at && at < partition.to.getTime());
    if (here) {
      at = here.to.getTime();
      continue;
    }
    let from = Math.floor(at / periodMs) * periodMs;
    let to = from + periodMs;
    for (const partition of existing) {
      if (partition.to.getTime() <= at) from = Math.max(from, partition.to.getTime());
      if (partition.from.getTime() > at) to = Math.min(to, partition.from.getTime());
    }
    missing.push({ from: new Date(from), to: new Date(to) });
    at = to;
  }
  return missing;
}

async function createPartition(client: Queryable, metric: string, { from, to }: Gap): Promise<void> {
  const name = partitionName(metric, 'raw', from);
  // Made by itself and then attached: CREATE TABLE ... PARTITION OF would lock out readers of the whole metric.
  await client.query(
    `CREATE TABLE samples.${q(name)} (LIKE samples.${q(metric)} INCLUDING ALL) WITH (${partitionStorage});
     ALTER TABLE samples.${q(metric)} ATTACH PARTITION samples.${q(name)}
     FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
  );
}
