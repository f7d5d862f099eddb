import type { Queryable } from '@pgwatch-heroku/shared';
import type { HistoryDays } from '../samples/history.js';
import type { BudgetOrigin } from '../storage/choose-budget.js';

/** The Collector DB itself; null where no collector has looked at it yet. Instants in seconds since 1970. */
export interface StoreState {
  /** Tables, indexes and all else that is not PostgreSQL's own. */
  relations: number;
  checkedAt: number | null;
  sizeBytes: number | null;
  budgetBytes: number | null;
  budgetOrigin: BudgetOrigin | null;
  /** What samples take in a day before they are thinned; null while it is not known. */
  growthBytesPerDay: number | null;
  /** How far history is shortened; 0 is not at all. */
  level: number | null;
  isCoreOnly: boolean | null;
  /** What is kept at present. */
  history: HistoryDays | null;
}

/** As the collector that keeps house saw it last: asking for the size of thousands of relations takes its time. */
export async function readStoreState(db: Queryable): Promise<StoreState> {
  const { rows } = await db.query<StoreState>(
    // The first oid that is given to what is not PostgreSQL's own.
    `SELECT (SELECT count(*)::float8 FROM pg_catalog.pg_class WHERE oid >= 16384) AS relations,
       extract(epoch FROM s.checked_at)::float8 AS "checkedAt", s.size_bytes::float8 AS "sizeBytes",
       s.budget_bytes::float8 AS "budgetBytes", s.budget_origin AS "budgetOrigin",
       s.growth_bytes_per_day AS "growthBytesPerDay", s.level,
       CASE WHEN s.is_only THEN s.core_only_since IS NOT NULL END AS "isCoreOnly",
       CASE WHEN s.is_only THEN json_build_object('rawDays', s.raw_days, 'tenMinutesDays', s.ten_minutes_days,
         'retentionDays', s.retention_days) END AS history
     FROM (VALUES (true)) AS one (is_only)
     LEFT JOIN pgwatch2.storage s USING (is_only)`,
  );
  return rows[0] as StoreState;
}
