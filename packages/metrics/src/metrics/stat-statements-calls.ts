import { currentDatabase } from '../fragments/current-database.js';
import type { Metric } from '../types.js';

const sql = `
SELECT
  coalesce(sum(s.calls), 0)::int8 AS calls,
  coalesce(sum(s.total_exec_time), 0)::float8 AS total_time,
  coalesce(sum(s.total_plan_time), 0)::float8 AS total_plan_time
FROM {{pg_stat_statements}}(false) s
WHERE s.dbid = ${currentDatabase}`;

export const statStatementsCalls: Metric = {
  name: 'stat_statements_calls',
  description: 'Calls and time of all statements of the database together, cumulative.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  requiresExtension: 'pg_stat_statements',
};
