import { currentDatabase } from '../fragments/current-database.js';
import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

// What is left of a definition without the name and the word UNIQUE: two indexes with the same one do the same work.
const definition = `'CREATE INDEX X' || substr(
    pg_catalog.pg_get_indexdef(p.oid),
    length('CREATE INDEX ' || CASE WHEN p.indisunique THEN 'UNIQUE ' ELSE '' END || pg_catalog.quote_ident(p.relname)) + 1
  )`;

// pgwatch's four top lists and what is invalid. Functions instead of the two views, which group every index of the
// database, and sizes for the 2,000 biggest by relpages only. The size of an index waits behind a lock on it or on its
// table: those are left out. pgwatch's tag sys_id is left out for the reason that db_stats has.
const sql = (newer: string) => `
WITH locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.mode = 'AccessExclusiveLock'
    AND l.locktype = 'relation'
    AND l.database = ${currentDatabase}
), candidate AS MATERIALIZED (
  SELECT
    c.oid, c.relname, n.nspname, i.indrelid, i.indisvalid, i.indisprimary, i.indisunique, i.indisexclusion
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'i'
    AND c.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT 1 FROM locked l WHERE l.relation IN (i.indexrelid, i.indrelid))
  ORDER BY i.indisvalid, c.relpages DESC, c.oid
  LIMIT 2000
), stat AS MATERIALIZED (
  SELECT
    c.*,
    pg_catalog.pg_relation_size(c.oid) AS index_size_b,
    pg_catalog.pg_stat_get_numscans(c.oid) AS idx_scan,
    pg_catalog.pg_stat_get_tuples_returned(c.oid) AS idx_tup_read,
    pg_catalog.pg_stat_get_tuples_fetched(c.oid) AS idx_tup_fetch,
    pg_catalog.pg_stat_get_blocks_fetched(c.oid) AS blks_fetched,
    pg_catalog.pg_stat_get_blocks_hit(c.oid) AS idx_blks_hit
  FROM candidate c
), picked AS (
  (SELECT oid FROM stat WHERE idx_scan > 1 ORDER BY index_size_b DESC NULLS LAST LIMIT 200)
  UNION (SELECT oid FROM stat ORDER BY blks_fetched DESC LIMIT 200)
  UNION (SELECT oid FROM stat ORDER BY idx_scan DESC LIMIT 200)
  UNION (SELECT oid FROM stat WHERE idx_scan = 0 AND NOT (indisprimary OR indisunique OR indisexclusion)
         ORDER BY index_size_b DESC NULLS LAST LIMIT 200)
  UNION (SELECT oid FROM stat WHERE NOT indisvalid ORDER BY index_size_b DESC NULLS LAST LIMIT 200)
), described AS (
  SELECT p.*, left(${definition}, 8000) AS index_def
  FROM stat p
  WHERE p.oid IN (SELECT k.oid FROM picked k)
)
SELECT
  pg_catalog.quote_ident(d.nspname) AS tag_schema,
  pg_catalog.quote_ident(d.relname) AS tag_index_name,
  pg_catalog.quote_ident(d.nspname) || '.' || pg_catalog.quote_ident(d.relname) AS tag_index_full_name,
  pg_catalog.quote_ident(t.relname) AS tag_table_name,
  pg_catalog.quote_ident(tn.nspname) || '.' || pg_catalog.quote_ident(t.relname) AS tag_table_full_name,
  pg_catalog.md5(d.index_def) AS tag_index_def_hash,
  d.idx_scan,
  d.idx_tup_read,
  d.idx_tup_fetch,
  d.blks_fetched - d.idx_blks_hit AS idx_blks_read,
  d.idx_blks_hit,
  d.index_size_b,
  pg_catalog.quote_ident(d.nspname) || '.' || pg_catalog.quote_ident(d.relname) AS index_full_name_val,
  d.index_def,
  (NOT d.indisvalid)::int::int8 AS is_invalid_int,
  d.indisprimary::int::int8 AS is_pk_int,
  (d.indisunique OR d.indisexclusion)::int::int8 AS is_uq_or_exc${newer}
FROM described d
JOIN pg_catalog.pg_class t ON t.oid = d.indrelid
JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
WHERE d.index_size_b IS NOT NULL`;

export const indexStats: Metric = {
  name: 'index_stats',
  description: 'Size, scans and blocks of the biggest, busiest and unused indexes, and of the invalid ones.',
  versions: [
    { minMajor: 15, sql: sql('') },
    {
      minMajor: 16,
      sql: sql(`,
  ${secondsSince('pg_catalog.pg_stat_get_lastscan(d.oid)')} AS last_idx_scan_s`),
    },
  ],
  appliesTo: 'any',
  storage: { volume: 'large' },
  // One stat() per file: thousands of indexes on a cold disk take longer than other metrics may.
  statementTimeoutMs: 60_000,
};
