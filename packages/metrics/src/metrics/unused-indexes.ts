import { currentDatabase } from '../fragments/current-database.js';
import type { Metric } from '../types.js';

/** Smaller ones are not worth the look; the same as in pgwatch. */
const minBytes = 100 * 1024 * 1024;

// Sizes are asked for the 500 biggest by relpages. An index under a lock is left out: its size waits behind it.
//
// pgwatch's tag sys_id, for finding followers that do use the index, is left out for the reason that db_stats has.
const sql = `
WITH candidate AS MATERIALIZED (
  SELECT c.oid, c.relname, n.nspname
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'i'
    AND c.relpersistence <> 't'
    AND NOT (i.indisprimary OR i.indisunique OR i.indisexclusion)
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND pg_catalog.pg_stat_get_numscans(c.oid) = 0
    AND NOT EXISTS (
      SELECT 1 FROM pg_catalog.pg_locks l
      WHERE l.relation IN (i.indexrelid, i.indrelid)
        AND l.mode = 'AccessExclusiveLock'
        AND l.database = ${currentDatabase})
  ORDER BY c.relpages DESC, c.oid
  LIMIT 500
)
SELECT
  pg_catalog.quote_ident(s.nspname) || '.' || pg_catalog.quote_ident(s.relname) AS tag_index_full_name,
  0::int8 AS idx_scan,
  s.index_size_b
FROM (SELECT c.*, pg_catalog.pg_relation_size(c.oid) AS index_size_b FROM candidate c) s
WHERE s.index_size_b > ${minBytes}
ORDER BY s.index_size_b DESC, s.oid
LIMIT 25`;

export const unusedIndexes: Metric = {
  name: 'unused_indexes',
  description: 'The 25 biggest indexes over 100 MB that no query has used and no constraint needs.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { volume: 'slow' },
};
