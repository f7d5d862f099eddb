import { lockedTables } from '../fragments/locked-tables.js';
import type { Metric } from '../types.js';

const values = [
  'heap_blks_read',
  'heap_blks_hit',
  'idx_blks_read',
  'idx_blks_hit',
  'toast_blks_read',
  'toast_blks_hit',
  'tidx_blks_read',
  'tidx_blks_hit',
];

const read = (oid: string) =>
  `pg_catalog.pg_stat_get_blocks_fetched(${oid}) - pg_catalog.pg_stat_get_blocks_hit(${oid})`;
const hit = (oid: string) => `pg_catalog.pg_stat_get_blocks_hit(${oid})`;
const indexes = (table: string) => `
  SELECT sum(${read('x.indexrelid')}) AS blks_read, sum(${hit('x.indexrelid')}) AS blks_hit
  FROM pg_catalog.pg_index x
  WHERE x.indrelid = ${table}`;

// Functions instead of pg_statio_user_tables, and the 1,500 biggest tables only, for the reason that table_stats has.
const sql = `
WITH ${lockedTables}, candidate AS MATERIALIZED (
  SELECT c.oid, c.relispartition, c.reltoastrelid
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
    ${read('c.oid')} AS heap_blks_read,
    ${hit('c.oid')} AS heap_blks_hit,
    i.blks_read AS idx_blks_read,
    i.blks_hit AS idx_blks_hit,
    CASE WHEN c.reltoastrelid <> 0 THEN ${read('c.reltoastrelid')} END AS toast_blks_read,
    CASE WHEN c.reltoastrelid <> 0 THEN ${hit('c.reltoastrelid')} END AS toast_blks_hit,
    t.blks_read AS tidx_blks_read,
    t.blks_hit AS tidx_blks_hit
  FROM candidate c
  CROSS JOIN LATERAL (${indexes('c.oid')}) i
  CROSS JOIN LATERAL (${indexes('c.reltoastrelid')}) t
), total AS (
  SELECT
    s.root,
    bool_or(s.relispartition)::int::int8 AS is_part_root,
    ${values.map((name) => `sum(s.${name})::int8 AS ${name}`).join(',\n    ')}
  FROM stat s
  GROUP BY s.root
), used AS (
  SELECT t.*, ${values.map((name) => `coalesce(t.${name}, 0)`).join(' + ')} AS blks
  FROM total t
)
SELECT
  pg_catalog.quote_ident(n.nspname) AS tag_schema,
  pg_catalog.quote_ident(c.relname) AS tag_table_name,
  pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS tag_table_full_name,
  u.is_part_root,
  ${values.map((name) => `u.${name}`).join(',\n  ')}
FROM used u
JOIN pg_catalog.pg_class c ON c.oid = u.root
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE u.blks > 0
ORDER BY u.blks DESC, u.root
LIMIT 300`;

export const tableIoStats: Metric = {
  name: 'table_io_stats',
  description: 'Blocks of the 300 busiest tables, their indexes and TOAST: read and found in memory, cumulative.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { volume: 'large' },
};
