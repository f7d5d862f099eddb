import type { Metric } from '../types.js';

// Asking the size of a relation waits behind an AccessExclusiveLock on it, queued ones included, so relations under
// one are left out of the sums. pg_database_size looks at files only and never waits.
const sql = `
WITH locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.mode = 'AccessExclusiveLock'
    AND l.locktype = 'relation'
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), file AS MATERIALIZED (
  SELECT c.oid, c.relkind, n.nspname
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'i', 't', 'm')
    AND NOT EXISTS (SELECT 1 FROM locked l WHERE l.relation = c.oid)
)
SELECT
  pg_catalog.pg_database_size(pg_catalog.current_database()) AS size_b,
  coalesce((SELECT sum(pg_catalog.pg_relation_size(f.oid)) FROM file f
            WHERE f.nspname = 'pg_catalog'), 0)::int8 AS catalog_size_b,
  coalesce((SELECT sum(pg_catalog.pg_relation_size(f.oid)) FROM file f
            WHERE f.relkind = 'i' AND f.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')), 0)::int8
    AS indexes_size_b`;

export const dbSize: Metric = {
  name: 'db_size',
  description: 'Size of the database on disk, with what its catalog and its indexes take.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { isCore: true },
  // One stat() per file: thousands of tables on a cold disk take longer than other metrics may.
  statementTimeoutMs: 60_000,
};
