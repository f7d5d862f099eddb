import { lockedTables } from '../fragments/locked-tables.js';
import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

interface Column {
  name: string;
  /** Of one table: `c` is its pg_class row, `i` the sums over its indexes. */
  sql: string;
  /** Adds up the partitions of one root. */
  sum: 'sum' | 'max' | 'min';
  type?: 'int8' | 'float8';
}

const stat = (name: string, what: string): Column => ({
  name,
  sql: `pg_catalog.pg_stat_get_${what}(c.oid)`,
  sum: 'sum',
});

interface Sizes {
  table: string;
  total: string;
  toast: string;
}

const sizeColumns = ({ table, total, toast }: Sizes): Column[] => [
  { name: 'table_size_b', sql: table, sum: 'sum' },
  { name: 'total_relation_size_b', sql: total, sum: 'sum' },
  { name: 'toast_size_b', sql: toast, sum: 'sum' },
];

const columns: Column[] = [
  {
    name: 'seconds_since_last_vacuum',
    sql: secondsSince(`greatest(
      pg_catalog.pg_stat_get_last_vacuum_time(c.oid), pg_catalog.pg_stat_get_last_autovacuum_time(c.oid))`),
    sum: 'max',
  },
  {
    name: 'seconds_since_last_analyze',
    sql: secondsSince(`greatest(
      pg_catalog.pg_stat_get_last_analyze_time(c.oid), pg_catalog.pg_stat_get_last_autoanalyze_time(c.oid))`),
    sum: 'max',
  },
  {
    name: 'no_autovacuum',
    sql: "coalesce(c.reloptions && '{autovacuum_enabled=false,autovacuum_enabled=off}'::text[], false)::int",
    sum: 'sum',
  },
  stat('seq_scan', 'numscans'),
  stat('seq_tup_read', 'tuples_returned'),
  { name: 'idx_scan', sql: 'i.idx_scan', sum: 'sum' },
  { name: 'idx_tup_fetch', sql: 'i.idx_tup_fetch + pg_catalog.pg_stat_get_tuples_fetched(c.oid)', sum: 'sum' },
  stat('n_tup_ins', 'tuples_inserted'),
  stat('n_tup_upd', 'tuples_updated'),
  stat('n_tup_del', 'tuples_deleted'),
  stat('n_tup_hot_upd', 'tuples_hot_updated'),
  stat('n_live_tup', 'live_tuples'),
  stat('n_dead_tup', 'dead_tuples'),
  stat('vacuum_count', 'vacuum_count'),
  stat('autovacuum_count', 'autovacuum_count'),
  stat('analyze_count', 'analyze_count'),
  stat('autoanalyze_count', 'autoanalyze_count'),
  { name: 'tx_freeze_age', sql: 'pg_catalog.age(c.relfrozenxid)', sum: 'max' },
];

const columnsOf16: Column[] = [
  ...columns,
  { name: 'last_seq_scan_s', sql: secondsSince('pg_catalog.pg_stat_get_lastscan(c.oid)'), sum: 'min' },
];

const columnsOf18: Column[] = [
  ...columnsOf16,
  ...['vacuum', 'autovacuum', 'analyze', 'autoanalyze'].map(
    (what): Column => ({ ...stat(`total_${what}_time`, `total_${what}_time`), type: 'float8' }),
  ),
];

// The functions behind pg_stat_user_tables are called for the biggest tables only: the view itself groups every table
// and index of the database first, seconds of work where there are 100,000.
//
// Partitions are added up under their root, as in pgwatch. The size class is a value that only shows as a tag: as a tag of
// ours it would make a growing table a new series.
const sql = (list: Column[]) => `
WITH ${lockedTables}, candidate AS MATERIALIZED (
  SELECT c.oid, c.relispartition, c.reltoastrelid, c.reloptions, c.relfrozenxid, c.relpages
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm')
    AND c.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT 1 FROM locked_table l WHERE l.oid = c.oid)
  ORDER BY c.relpages DESC, c.oid
  LIMIT 1500
), stat AS (
  SELECT
    -- Null for a partition that was dropped a moment ago.
    coalesce(CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid)::oid END, c.oid) AS root,
    c.relispartition,
    ${list.map(({ name, sql }) => `${sql} AS ${name}`).join(',\n    ')}
  FROM candidate c
  CROSS JOIN LATERAL (
    SELECT
      sum(pg_catalog.pg_stat_get_numscans(x.indexrelid)) AS idx_scan,
      sum(pg_catalog.pg_stat_get_tuples_fetched(x.indexrelid)) AS idx_tup_fetch
    FROM pg_catalog.pg_index x
    WHERE x.indrelid = c.oid
  ) i
), total AS (
  SELECT
    s.root,
    bool_or(s.relispartition)::int::int8 AS is_part_root,
    ${list.map(({ name, sum, type }) => `${sum}(s.${name})::${type ?? 'int8'} AS ${name}`).join(',\n    ')}
  FROM stat s
  GROUP BY s.root
)
SELECT
  pg_catalog.quote_ident(n.nspname) AS tag_schema,
  pg_catalog.quote_ident(c.relname) AS tag_table_name,
  pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS tag_table_full_name,
  greatest(ceil(log((t.table_size_b + 1) / 1e6)), 0)::int8 AS loose_tag_table_size_cardinality_mb,
  t.is_part_root,
  ${list.map(({ name }) => `t.${name}`).join(',\n  ')}
FROM total t
JOIN pg_catalog.pg_class c ON c.oid = t.root
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE t.table_size_b IS NOT NULL
ORDER BY t.table_size_b DESC, t.root
LIMIT 300`;

/** The same for other ways to know a size: SQL of bytes of the table `c`. */
export const tableStatsVersions = (sizes: Sizes): Metric['versions'] => [
  { minMajor: 15, sql: sql([...sizeColumns(sizes), ...columns]) },
  { minMajor: 16, sql: sql([...sizeColumns(sizes), ...columnsOf16]) },
  { minMajor: 18, sql: sql([...sizeColumns(sizes), ...columnsOf18]) },
];

export const tableStats: Metric = {
  name: 'table_stats',
  description: 'Size, scans, row changes, vacuum and freeze age of the 300 biggest tables.',
  versions: tableStatsVersions({
    table: 'pg_catalog.pg_relation_size(c.oid)',
    total: 'pg_catalog.pg_total_relation_size(c.oid)',
    toast: 'CASE WHEN c.reltoastrelid <> 0 THEN pg_catalog.pg_total_relation_size(c.reltoastrelid) ELSE 0 END',
  }),
  appliesTo: 'any',
  storage: { volume: 'large' },
  // One stat() per file: thousands of tables on a cold disk take longer than other metrics may.
  statementTimeoutMs: 60_000,
};
