import { align } from '../fragments/align.js';
import { fullName } from '../fragments/full-name.js';
import { readableTables } from '../fragments/readable-tables.js';
import { isUserSchema } from '../fragments/user-schemas.js';
import type { Metric } from '../types.js';

/** Bytes that a page of a B-tree spends on itself, an entry on its place in the page and on its header. */
const pageOverheadBytes = 24 + 16;
const entryPointerBytes = 4;
const entryHeaderBytes = 8;
const nullBitmapBytes = 8;
const defaultFillfactor = 90;

// As for tables, from relpages, reltuples and the widths that ANALYZE found. The widths of an expression are kept under
// the name of the index. Equal keys share an entry from PostgreSQL 13 on, which is not reckoned with: an index with few
// distinct keys seems less bloated than it is, never more.
const sql = `
WITH candidate AS MATERIALIZED (
  SELECT
    c.oid, c.relname, n.nspname, c.relpages, c.reltuples, i.indrelid, i.indkey,
    t.relname AS table_name, tn.nspname AS table_schema,
    coalesce((SELECT o.option_value::float8
              FROM pg_catalog.pg_options_to_table(c.reloptions) o
              WHERE o.option_name = 'fillfactor'), ${defaultFillfactor}) / 100 AS fillfactor
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
  JOIN pg_catalog.pg_am m ON m.oid = c.relam AND m.amname = 'btree'
  WHERE c.relkind = 'i'
    AND c.relpersistence <> 't'
    AND c.relpages > 1
    AND c.reltuples >= 0
    AND ${isUserSchema('n.nspname')}
  ORDER BY c.relpages DESC, c.oid
  LIMIT 1000
), entry AS (
  SELECT
    c.oid,
    ${entryHeaderBytes} + CASE WHEN max(s.null_frac) > 0 THEN ${nullBitmapBytes} ELSE 0 END
      + ${align('sum((1 - s.null_frac) * s.avg_width)::numeric')}
      + ${entryPointerBytes} AS bytes
  FROM candidate c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  LEFT JOIN pg_catalog.pg_attribute ta ON ta.attrelid = c.indrelid AND ta.attnum = c.indkey[a.attnum - 1]
  LEFT JOIN pg_catalog.pg_stats s
    ON s.schemaname = CASE WHEN ta.attname IS NULL THEN c.nspname ELSE c.table_schema END
    AND s.tablename = CASE WHEN ta.attname IS NULL THEN c.relname ELSE c.table_name END
    AND s.attname = coalesce(ta.attname, a.attname)
    AND NOT s.inherited
  GROUP BY c.oid
  HAVING count(*) = count(s.attname)
), excess AS (
  SELECT
    c.*,
    c.relpages * b.bytes AS index_bytes,
    -- One page is the index's own.
    greatest(c.relpages - 1
      - ceil(c.reltuples * e.bytes::float8 / ((b.bytes - ${pageOverheadBytes}) * c.fillfactor)), 0) * b.bytes AS bytes
  FROM candidate c
  JOIN entry e ON e.oid = c.oid
  CROSS JOIN (SELECT pg_catalog.current_setting('block_size')::float8 AS bytes) b
)
SELECT
  ${fullName('e.nspname', 'e.relname')} AS tag_index_full_name,
  ${fullName('e.table_schema', 'e.table_name')} AS tag_table_full_name,
  e.index_bytes::int8 AS index_size_b,
  e.bytes::int8 AS approx_bloat_b,
  (100 * e.bytes / e.index_bytes)::float8 AS approx_bloat_percentage
FROM excess e
ORDER BY e.index_bytes DESC, e.oid
LIMIT 200`;

export const indexBloatApprox: Metric = {
  name: 'index_bloat_approx',
  description:
    'Estimate, from statistics, of the space that entries no longer need, for each of the 200 biggest B-trees.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'primary',
  availability: readableTables,
  storage: { volume: 'slow' },
  // pg_stats is searched for every column of 1,000 indexes.
  statementTimeoutMs: 60_000,
};
