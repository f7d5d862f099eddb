import { readableTables } from '../fragments/readable-tables.js';
import { tableExcess } from '../fragments/table-excess.js';
import type { Metric } from '../types.js';

// Where no table is readable enough both values are null.
const sql = `
WITH ${tableExcess}
SELECT
  sum(e.bytes) AS approx_table_bloat_b,
  (100 * sum(e.bytes) / pg_catalog.pg_database_size(pg_catalog.current_database()))::int8 AS approx_bloat_percentage
FROM excess e`;

export const tableBloatApproxSummarySql: Metric = {
  name: 'table_bloat_approx_summary_sql',
  description: 'Estimate of the space in tables that rows no longer need, in bytes and as a share of the database.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'primary',
  storage: { volume: 'slow' },
  availability: readableTables,
  // pg_stats is searched for every column of 1,500 tables.
  statementTimeoutMs: 60_000,
};
