import { currentDatabase } from '../fragments/current-database.js';
import { needsFunction } from '../fragments/needs-function.js';
import type { Metric } from '../types.js';

// A few catalogs have no relfilenode in pg_class; they are left out, rather than asking a function about every relation.
const sql = `
SELECT
  CASE c.relkind
    WHEN 'r' THEN 'Table' WHEN 'i' THEN 'Index' WHEN 'S' THEN 'Sequence' WHEN 't' THEN 'Toast'
    WHEN 'm' THEN 'Materialized view' END AS tag_relkind,
  (sum(b.buffers) * pg_catalog.current_setting('block_size')::int8)::int8 AS size_b
FROM (
  SELECT p.relfilenode, count(*) AS buffers
  FROM {{pg_buffercache}} p
  WHERE p.reldatabase = ${currentDatabase}
  GROUP BY p.relfilenode
) b
JOIN pg_catalog.pg_class c ON c.relfilenode = b.relfilenode AND c.relkind IN ('r', 'i', 'S', 't', 'm')
GROUP BY c.relkind`;

export const buffercacheByType: Metric = {
  name: 'buffercache_by_type',
  description: 'What the buffers hold of this database, by kind of relation; needs pg_buffercache and pg_monitor.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  requiresExtension: 'pg_buffercache',
  availability: needsFunction('{{pg_buffercache}}_pages()'),
};
