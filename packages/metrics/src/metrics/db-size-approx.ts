import type { Metric } from '../types.js';

// By relpages, which VACUUM and ANALYZE bring up to date: no file is looked at and no lock matters.
const sql = `
SELECT
  sum(c.relpages::int8)::int8 * b.size AS size_b,
  coalesce(sum(c.relpages::int8) FILTER (WHERE c.relnamespace = 'pg_catalog'::regnamespace), 0)::int8 * b.size
    AS catalog_size_b
FROM pg_catalog.pg_class c
CROSS JOIN (SELECT pg_catalog.current_setting('block_size')::int8 AS size) b
WHERE c.relkind IN ('r', 'i', 't', 'm')
GROUP BY b.size`;

export const dbSizeApprox: Metric = {
  name: 'db_size_approx',
  description: 'Size of the database by its catalog, without looking at files; for databases with very many tables.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { volume: 'slow' },
};
