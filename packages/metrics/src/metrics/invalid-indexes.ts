import { currentDatabase } from '../fragments/current-database.js';
import type { Metric } from '../types.js';

// An index that is being built concurrently is not valid yet, and nothing to worry about. One under a lock is left out:
// its size waits behind it.
const sql = `
WITH candidate AS MATERIALIZED (
  SELECT c.oid, c.relname, n.nspname
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT i.indisvalid
    AND c.relpersistence <> 't'
    AND NOT EXISTS (
      SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p
      WHERE p.index_relid = i.indexrelid)
    AND NOT EXISTS (
      SELECT 1 FROM pg_catalog.pg_locks l
      WHERE l.relation = i.indexrelid
        AND l.mode = 'AccessExclusiveLock'
        AND l.database = ${currentDatabase})
)
SELECT
  pg_catalog.quote_ident(s.nspname) || '.' || pg_catalog.quote_ident(s.relname) AS tag_index_full_name,
  s.index_size_b
FROM (SELECT c.*, coalesce(pg_catalog.pg_relation_size(c.oid), 0) AS index_size_b FROM candidate c) s
ORDER BY s.index_size_b DESC, s.oid
LIMIT 100`;

export const invalidIndexes: Metric = {
  name: 'invalid_indexes',
  description: 'Indexes that a failed build left behind: they cost writes and serve no query.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { volume: 'slow' },
};
