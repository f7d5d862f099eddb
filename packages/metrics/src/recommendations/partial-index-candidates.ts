import { fullName } from '../fragments/full-name.js';
import { isUserSchema } from '../fragments/user-schemas.js';
import type { Recommendation } from './recommendation.js';

// pg_stats shows the columns that the role may SELECT and no others.
export const partialIndexCandidates: Recommendation = {
  name: 'reco_partial_index_candidates',
  description: 'Recommends to leave nulls out of indexes on columns that are mostly null.',
  topic: 'partial_index_candidates',
  sql: `
SELECT
  ${fullName('n.nspname', 'c.relname')} AS object_name,
  'CREATE INDEX CONCURRENTLY ... ON ' || ${fullName('tn.nspname', 't.relname')}
    || ' (' || pg_catalog.quote_ident(a.attname) || ') WHERE ' || pg_catalog.quote_ident(a.attname)
    || ' IS NOT NULL; then drop the old one' AS recommendation,
  round(100 * s.null_frac::numeric) || ' % of the column is null: an index without the nulls is smaller' AS extra_info
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
JOIN pg_catalog.pg_stats s ON s.schemaname = tn.nspname AND s.tablename = t.relname AND s.attname = a.attname
WHERE i.indnatts = 1 AND i.indpred IS NULL AND i.indisvalid AND i.indisready
  AND NOT (i.indisprimary OR i.indisunique OR i.indisexclusion)
  AND NOT t.relispartition AND NOT s.inherited
  AND t.reltuples >= 100000
  AND s.null_frac > 0.5
  AND ${isUserSchema('n.nspname')}
ORDER BY c.relpages * s.null_frac DESC, 1`,
};
