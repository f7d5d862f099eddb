import type { MetricStorage } from '@pgwatch-heroku/metrics';
import type { Queryable } from '@pgwatch-heroku/shared';
import { partitionEnding, type Tier, tierOf } from './partition-name.js';

export interface Partition {
  metric: string;
  name: string;
  tier: Tier;
  /** Its first instant, and the first one after it. */
  from: Date;
  to: Date;
}

export interface MetricTable {
  metric: string;
  /** How its history is kept; empty for a table whose definition is not there. */
  storage: MetricStorage;
  /** Whether other metrics' rows go there too. */
  isShared: boolean;
}

/** The metrics that have a table of samples. */
export async function listMetricTables(db: Queryable): Promise<MetricTable[]> {
  const { rows } = await db.query<{ name: string; storage: string | null; is_shared: string }>(
    `SELECT c.relname AS name, m.storage::text,
       EXISTS (SELECT 1 FROM pgwatch2.metric o WHERE o.stored_as = c.relname AND o.name <> c.relname)::text AS is_shared
     FROM pg_catalog.pg_class c
     LEFT JOIN pgwatch2.metric m ON m.name = c.relname
     WHERE c.relnamespace = 'samples'::regnamespace AND c.relkind = 'p' ORDER BY 1`,
  );
  return rows.map(({ name, storage, is_shared }) => ({
    metric: name,
    storage: JSON.parse(storage ?? '{}') as MetricStorage,
    isShared: is_shared === 'true',
  }));
}

/** The partitions of one metric, or of all, oldest first. */
export async function listPartitions(db: Queryable, metric?: string): Promise<Partition[]> {
  // The bounds are printed in the time zone and date style of this session, which the cast reads again.
  const { rows } = await db.query<{ metric: string; name: string; from_ms: string; to_ms: string }>(
    `SELECT p.relname AS metric, c.relname AS name,
       (extract(epoch FROM b.bounds[1]::timestamptz) * 1000)::int8::text AS from_ms,
       (extract(epoch FROM b.bounds[2]::timestamptz) * 1000)::int8::text AS to_ms
     FROM pg_catalog.pg_inherits i
     JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
     JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
     CROSS JOIN LATERAL (
       SELECT regexp_match(pg_catalog.pg_get_expr(c.relpartbound, c.oid), $$FROM \\('([^']+)'\\) TO \\('([^']+)'\\)$$) AS bounds
     ) b
     WHERE p.relnamespace = 'samples'::regnamespace AND p.relkind = 'p' AND b.bounds IS NOT NULL
       AND c.relname ~ $2 AND ($1::text IS NULL OR p.relname = $1)
     ORDER BY b.bounds[1]::timestamptz, 1`,
    [metric ?? null, partitionEnding],
  );
  return rows.map((row) => ({
    metric: row.metric,
    name: row.name,
    tier: tierOf(row.name),
    from: new Date(Number(row.from_ms)),
    to: new Date(Number(row.to_ms)),
  }));
}

/** All partitions by metric, oldest first. */
export async function partitionsByMetric(db: Queryable): Promise<Map<string, Partition[]>> {
  const byMetric = new Map<string, Partition[]>();
  for (const partition of await listPartitions(db)) {
    const own = byMetric.get(partition.metric);
    if (own) own.push(partition);
    else byMetric.set(partition.metric, [partition]);
  }
  return byMetric;
}
