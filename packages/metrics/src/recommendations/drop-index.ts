import { currentDatabase } from '../fragments/current-database.js';
import { fullName } from '../fragments/full-name.js';
import { isUserSchema } from '../fragments/user-schemas.js';
import type { Recommendation } from './recommendation.js';

/** Share of the database that an unused index must have to be worth a word; pgwatch's. */
const minShare = 0.005;

// Sizes are relpages, so that no file is looked at and no lock matters. Duplicates are found by what the catalog says
// of an index; its definition, which a lock would hold up, is read for the biggest groups only and not under a lock.
// Of duplicates the first stays: the one that a constraint needs, then the one that is used most.
//
// An index that is being built concurrently is not valid yet, and nothing to worry about.
const sql = `
WITH block AS (
  SELECT pg_catalog.current_setting('block_size')::int8 AS bytes
), listed AS MATERIALIZED (
  SELECT
    i.*, c.relam, c.relpages,
    ${fullName('n.nspname', 'c.relname')} AS index_full_name,
    ${fullName('tn.nspname', 't.relname')} AS table_full_name,
    i.indisprimary OR i.indisunique OR i.indisexclusion OR i.indisreplident AS is_needed,
    pg_catalog.pg_stat_get_numscans(i.indexrelid) AS idx_scan
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
  WHERE c.relkind = 'i' AND c.relpersistence <> 't' AND ${isUserSchema('n.nspname')}
), found AS (
  SELECT
    'invalid' AS issue_type, l.index_full_name AS object_name, l.table_full_name, l.relpages, 1 AS affected_count,
    ARRAY[l.indexrelid] AS oids, NULL::oid AS defined_by,
    'a failed build left it behind: it costs writes and serves no query' AS extra_info
  FROM listed l
  WHERE NOT l.indisvalid
    AND NOT EXISTS (
      SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = l.indexrelid)
  UNION ALL
  SELECT
    'unused', l.index_full_name, l.table_full_name, l.relpages, 1, ARRAY[l.indexrelid], NULL,
    'no query has used it since statistics were reset; followers count their own'
  FROM listed l, block b
  WHERE l.indisvalid AND NOT l.is_needed AND l.idx_scan = 0
    AND l.relpages * b.bytes
      >= ${minShare} * pg_catalog.pg_database_size(pg_catalog.current_database())
  UNION ALL
  SELECT
    'duplicate', string_agg(d.index_full_name, ', ' ORDER BY d.place) FILTER (WHERE d.place > 1), d.table_full_name,
    max(d.relpages) FILTER (WHERE d.place > 1), count(*)::int, array_agg(d.indexrelid ORDER BY d.place),
    (array_agg(d.indexrelid ORDER BY d.place))[1],
    'does the same as ' || min(d.index_full_name) FILTER (WHERE d.place = 1)
  FROM (
    SELECT l.*, row_number() OVER (
      PARTITION BY l.indrelid, l.relam, l.indnkeyatts, l.indkey::text, l.indclass::text, l.indcollation::text,
        l.indoption::text, l.indexprs::text, l.indpred::text
      ORDER BY l.is_needed DESC, l.indisprimary DESC, l.idx_scan DESC, l.indexrelid) AS place
    FROM listed l
    WHERE l.indisvalid
  ) d
  GROUP BY d.indrelid, d.table_full_name, d.relam, d.indnkeyatts, d.indkey::text, d.indclass::text,
    d.indcollation::text, d.indoption::text, d.indexprs::text, d.indpred::text
  HAVING count(*) > 1
), biggest AS MATERIALIZED (
  SELECT f.*, count(*) OVER () AS total FROM found f ORDER BY f.relpages DESC, f.object_name LIMIT 100
)
SELECT
  f.object_name,
  'DROP INDEX CONCURRENTLY ' || f.object_name || ';' AS recommendation,
  f.extra_info,
  f.issue_type,
  f.table_full_name,
  f.relpages * b.bytes AS index_size_b,
  f.affected_count::int8 AS affected_count,
  f.oids::text AS oids,
  CASE WHEN f.defined_by IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM pg_catalog.pg_locks l
      WHERE l.relation IN (f.defined_by, (SELECT x.indrelid FROM pg_catalog.pg_index x WHERE x.indexrelid = f.defined_by))
        AND l.mode = 'AccessExclusiveLock' AND l.database = ${currentDatabase})
    THEN pg_catalog.pg_get_indexdef(f.defined_by) END AS index_def
FROM biggest f, block b
ORDER BY f.relpages DESC, f.object_name`;

export const dropIndex: Recommendation = {
  name: 'reco_drop_index',
  description: 'Recommends to drop indexes that are invalid, used by no query, or the same as another one.',
  topic: 'drop_index',
  sql,
  extra: ['issue_type', 'table_full_name', 'index_size_b', 'affected_count', 'oids', 'index_def'],
};
