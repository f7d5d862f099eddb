import { needsFunction } from '../fragments/needs-function.js';
import type { Metric } from '../types.js';

// Every buffer is looked at, without locking any: milliseconds per GB of shared_buffers.
const sql = `
SELECT
  coalesce(d.datname::text, 'shared') AS tag_database,
  (sum(b.buffers) * pg_catalog.current_setting('block_size')::int8)::int8 AS size_b
FROM (
  SELECT c.reldatabase, count(*) AS buffers
  FROM {{pg_buffercache}} c
  WHERE c.reldatabase IS NOT NULL
  GROUP BY c.reldatabase
) b
LEFT JOIN pg_catalog.pg_database d ON d.oid = b.reldatabase
GROUP BY coalesce(d.datname::text, 'shared')
ORDER BY size_b DESC
LIMIT 100`;

export const buffercacheByDb: Metric = {
  name: 'buffercache_by_db',
  description: 'What the buffers of the server hold, by database; needs pg_buffercache and pg_monitor.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  requiresExtension: 'pg_buffercache',
  availability: needsFunction('{{pg_buffercache}}_pages()'),
};
