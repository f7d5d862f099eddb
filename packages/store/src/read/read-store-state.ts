import type { Queryable } from '@pgwatch-heroku/shared';

/** The Collector DB itself; null where no collector has looked at it yet. Instants in seconds since 1970. */
export interface StoreState {
  /** Tables, indexes and all else that is not PostgreSQL's own. */
  relations: number;
  checkedAt: number | null;
  sizeBytes: number | null;
  budgetBytes: number | null;
  /** How far history is shortened; 0 is not at all. */
  level: number | null;
  isCoreOnly: boolean | null;
  rawDays: number | null;
  retentionDays: number | null;
}

/** As the collector that keeps house saw it last: asking for the size of thousands of relations takes its time. */
export async function readStoreState(db: Queryable): Promise<StoreState> {
  const { rows } = await db.query<StoreState>(
    // The first oid that is given to what is not PostgreSQL's own.
    `SELECT (SELECT count(*)::float8 FROM pg_catalog.pg_class WHERE oid >= 16384) AS relations,
       extract(epoch FROM s.checked_at)::float8 AS "checkedAt", s.size_bytes::float8 AS "sizeBytes",
       s.budget_bytes::float8 AS "budgetBytes", s.level, s.core_only_since IS NOT NULL AS "isCoreOnly",
       s.raw_days AS "rawDays", s.retention_days AS "retentionDays"
     FROM (VALUES (true)) AS one (is_only)
     LEFT JOIN pgwatch2.storage s USING (is_only)`,
  );
  const [row] = rows;
  return { ...(row as StoreState), isCoreOnly: row?.checkedAt == null ? null : (row?.isCoreOnly ?? null) };
}
