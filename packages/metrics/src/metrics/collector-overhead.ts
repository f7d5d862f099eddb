import { currentDatabase } from '../fragments/current-database.js';
import type { Metric } from '../types.js';

// Only the texts tell which statements are ours: on plans without credentials the role is everybody's. Reading them costs
// more than all the rest, so presets ask for this once an hour.
const sql = `
SELECT
  coalesce(sum(s.total_exec_time + s.total_plan_time) FILTER (WHERE s.query LIKE '%/* pgwatch-heroku */%'), 0)::float8
    AS ours_ms,
  coalesce(sum(s.total_exec_time + s.total_plan_time), 0)::float8 AS all_ms
FROM {{pg_stat_statements}}(true) s
WHERE s.dbid = ${currentDatabase}`;

export const collectorOverhead: Metric = {
  name: 'collector_overhead',
  description: "Time that the database spent on the collector's own statements, and on all, cumulative.",
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { volume: 'slow' },
  requiresExtension: 'pg_stat_statements',
};
