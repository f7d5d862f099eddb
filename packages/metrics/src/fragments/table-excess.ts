import { align } from './align.js';
import { isUserSchema } from './user-schemas.js';

/** Bytes that a page of the heap spends on itself, and a row on its place in the page. */
const pageHeaderBytes = 24;
const rowPointerBytes = 4;
/** A row's header without its null bitmap. */
const rowHeaderBytes = 23;

/**
 * CTE `excess` (oid, relname, nspname, table_bytes, bytes): how many pages the rows of a table would fill, by the widths
 * that ANALYZE found, against how many it has; relpages and reltuples, so that no relation is touched and no lock
 * matters. The 1,500 biggest tables; TOAST is left out on both sides.
 *
 * pg_stats shows the columns that the role may SELECT and no others: tables of which it does not show every column are
 * left out.
 */
export const tableExcess = `candidate AS MATERIALIZED (
  SELECT
    c.oid, c.relname, n.nspname, c.relpages, c.reltuples,
    coalesce((SELECT o.option_value::float8
              FROM pg_catalog.pg_options_to_table(c.reloptions) o
              WHERE o.option_name = 'fillfactor'), 100) / 100 AS fillfactor
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm')
    AND c.relpersistence <> 't'
    AND c.relpages > 0
    AND c.reltuples >= 0
    AND ${isUserSchema('n.nspname')}
  ORDER BY c.relpages DESC, c.oid
  LIMIT 1500
), row_width AS (
  SELECT
    c.oid, c.relname, c.nspname, c.relpages, c.reltuples, c.fillfactor,
    ${align(`${rowHeaderBytes} + CASE WHEN max(s.null_frac) > 0 THEN (count(*) + 7) / 8 ELSE 0 END`)}
      + ${align('sum((1 - s.null_frac) * s.avg_width)::numeric')}
      + ${rowPointerBytes} AS bytes
  FROM candidate c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_catalog.pg_stats s
    ON s.schemaname = c.nspname AND s.tablename = c.relname AND s.attname = a.attname AND NOT s.inherited
  GROUP BY c.oid, c.relname, c.nspname, c.relpages, c.reltuples, c.fillfactor
  HAVING count(*) = count(s.attname)
), excess AS (
  SELECT w.oid, w.relname, w.nspname, w.relpages * block.bytes AS table_bytes, greatest(
    w.relpages - ceil(w.reltuples * w.bytes::float8 / ((block.bytes - ${pageHeaderBytes}) * w.fillfactor)), 0)
    * block.bytes AS bytes
  FROM row_width w
  CROSS JOIN (SELECT pg_catalog.current_setting('block_size')::float8 AS bytes) block
)`;
