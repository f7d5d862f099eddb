import { type Queryable, quoteIdentifier as q } from '@pgwatch-heroku/shared';
import { dayMs, dayName, daysBetween } from './days.js';
import { withMetricLock } from './ddl-lock.js';
import { listMetricTables, listPartitions } from './list-partitions.js';
import { partitionStorage } from './partition-storage.js';

export interface EnsurePartitionsOptions {
  /** First and last instant that rows must find a place for. */
  from: Date;
  to: Date;
  /** Only these metrics; all that have a table when absent. */
  metrics?: readonly string[];
}

/**
 * Makes a partition per UTC day for every table of samples, each metric in a transaction of its own. One query where
 * nothing is missing. `client` has to be one connection, not a pool.
 *
 * @returns names of the partitions that were made.
 */
export async function ensurePartitions(
  client: Queryable,
  { from, to, metrics }: EnsurePartitionsOptions,
): Promise<{ created: string[] }> {
  const days = daysBetween(from, to);
  const tables = (await listMetricTables(client)).filter((metric) => metrics?.includes(metric) ?? true);
  const existing = new Set((await listPartitions(client)).map(({ name }) => name));
  const created: string[] = [];
  for (const metric of tables) {
    const missing = days.filter((day) => !existing.has(`${metric}_${dayName(day)}`));
    if (missing.length > 0) created.push(...(await createPartitions(client, metric, missing)));
  }
  return { created };
}

function createPartitions(client: Queryable, metric: string, days: Date[]): Promise<string[]> {
  return withMetricLock(client, metric, async () => {
    const existing = new Set((await listPartitions(client, metric)).map(({ name }) => name));
    const created: string[] = [];
    for (const day of days) {
      const name = `${metric}_${dayName(day)}`;
      if (existing.has(name)) continue;
      const next = new Date(day.getTime() + dayMs);
      // Made by itself and then attached: CREATE TABLE ... PARTITION OF would lock out readers of the whole metric.
      await client.query(
        `CREATE TABLE samples.${q(name)} (LIKE samples.${q(metric)} INCLUDING ALL) WITH (${partitionStorage})`,
      );
      await client.query(
        `ALTER TABLE samples.${q(metric)} ATTACH PARTITION samples.${q(name)}
         FOR VALUES FROM ('${day.toISOString()}') TO ('${next.toISOString()}')`,
      );
      created.push(name);
    }
    return created;
  });
}
