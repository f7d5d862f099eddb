import type { Metric } from '../types.js';

// Nothing comes while track_functions is off. The oid tells overloaded functions apart. pg_stat_statements is a function
// that we call ourselves.
const sql = `
SELECT
  pg_catalog.quote_ident(f.schemaname) AS tag_schema,
  pg_catalog.quote_ident(f.funcname) AS tag_function_name,
  pg_catalog.quote_ident(f.schemaname) || '.' || pg_catalog.quote_ident(f.funcname) AS tag_function_full_name,
  f.funcid::text AS tag_oid,
  f.calls AS sp_calls,
  f.self_time,
  f.total_time
FROM pg_catalog.pg_stat_user_functions f
WHERE f.schemaname !~ '^pg_' AND f.schemaname <> 'information_schema'
  AND f.funcname <> 'pg_stat_statements'
ORDER BY f.total_time DESC, f.funcid
LIMIT 300`;

export const sprocStats: Metric = {
  name: 'sproc_stats',
  description: 'Calls and time of functions and procedures, cumulative; needs track_functions.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
};
