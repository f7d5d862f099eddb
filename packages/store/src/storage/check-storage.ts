import type { Queryable } from '@pgwatch-heroku/shared';
import { inTransaction } from '../in-transaction.js';
import { readStoreGrowth, type StoreGrowth } from '../read/read-store-growth.js';
import type { HistoryDays } from '../samples/history.js';
import { type Budget, type BudgetOrigin, chooseBudget } from './choose-budget.js';
import { budgetByGrowth } from './growth-budget.js';
import { nextPressure, type Pressure, tightenHistory } from './pressure.js';

export interface CheckStorageOptions {
  /** Room for the whole database, in bytes, where a person said so. */
  budgetBytes?: number | undefined;
  /** The room that Heroku says the plan has; of this and what a person said the smaller counts. */
  apiBytes?: number | undefined;
  /** What is to be kept as long as there is room. */
  history: HistoryDays;
  /** The caller's clock. */
  now: Date;
}

export interface StorageState extends Pressure, Budget {
  sizeBytes: number;
  /** What is kept at present. */
  history: HistoryDays;
  /** Names of the metrics that are written whatever happens. */
  coreMetrics: ReadonlySet<string>;
  /** Null while there is no hour of samples. */
  growth: StoreGrowth | null;
  /** What was the case before; undefined at the first time. */
  previous: (Pressure & Budget) | undefined;
}

/**
 * Compares the size of the Collector DB with its budget, decides how much history is kept, and records it in
 * pgwatch2.storage. `client` has to be one connection, not a pool.
 */
export async function checkStorage(client: Queryable, options: CheckStorageOptions): Promise<StorageState> {
  const { history: wanted, now } = options;
  const growth = await readStoreGrowth(client, now);
  const known = await chooseBudget(client, options);
  return inTransaction(client, async () => {
    const previous = await readPressure(client);
    // Files of all relations, Grafana's and the catalog's too: that is what a plan's size counts.
    const { rows } = await client.query<{ size: string; core: string }>(
      `SELECT pg_catalog.pg_database_size(current_database())::text AS size,
         (SELECT coalesce(jsonb_agg(name), '[]')::text FROM pgwatch2.metric WHERE storage @> '{"isCore": true}') AS core`,
    );
    const sizeBytes = Number(rows[0]?.size);
    const size = { sizeBytes, now, wanted, growth };
    const { budgetBytes, budgetOrigin } = known ?? budgetByGrowth(previous, size);
    const pressure = nextPressure(previous, { ...size, budgetBytes });
    const history = tightenHistory(wanted, pressure.level);
    await client.query(recordSql, [
      now,
      sizeBytes,
      budgetBytes ?? null,
      budgetOrigin ?? null,
      pressure.level,
      pressure.levelSince,
      pressure.coreOnlySince,
      history.rawDays,
      history.tenMinutesDays,
      history.retentionDays,
      pressure.isApplied,
      growth?.bytesPerDay ?? null,
    ]);
    const coreMetrics = new Set(JSON.parse(rows[0]?.core ?? '[]') as string[]);
    return { ...pressure, sizeBytes, budgetBytes, budgetOrigin, history, growth, coreMetrics, previous };
  });
}

interface StoredPressure {
  level: string;
  since: string;
  core: string | null;
  applied: string;
  budget: string | null;
  origin: BudgetOrigin | null;
}

async function readPressure(client: Queryable): Promise<StorageState['previous']> {
  const { rows } = await client.query<StoredPressure>(
    `SELECT level::text, is_applied::text AS applied, (extract(epoch FROM level_since) * 1000)::text AS since,
       (extract(epoch FROM core_only_since) * 1000)::text AS core, budget_bytes::text AS budget, budget_origin AS origin
     FROM pgwatch2.storage FOR UPDATE`,
  );
  const row = rows[0];
  if (!row) return undefined;
  return {
    level: Number(row.level),
    levelSince: new Date(Number(row.since)),
    isApplied: row.applied === 'true',
    coreOnlySince: row.core === null ? null : new Date(Number(row.core)),
    budgetBytes: row.budget === null ? undefined : Number(row.budget),
    budgetOrigin: row.origin ?? undefined,
  };
}

const recordSql = `
INSERT INTO pgwatch2.storage (checked_at, size_bytes, budget_bytes, budget_origin, level, level_since, core_only_since,
  raw_days, ten_minutes_days, retention_days, is_applied, growth_bytes_per_day)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (is_only) DO UPDATE SET
  checked_at = excluded.checked_at, size_bytes = excluded.size_bytes, budget_bytes = excluded.budget_bytes,
  budget_origin = excluded.budget_origin, level = excluded.level, level_since = excluded.level_since,
  core_only_since = excluded.core_only_since, raw_days = excluded.raw_days,
  ten_minutes_days = excluded.ten_minutes_days, retention_days = excluded.retention_days,
  is_applied = excluded.is_applied, growth_bytes_per_day = excluded.growth_bytes_per_day`;
