import { fullName } from '../fragments/full-name.js';
import { readableTables } from '../fragments/readable-tables.js';
import { tableExcess } from '../fragments/table-excess.js';
import type { Metric } from '../types.js';

const sql = `
WITH ${tableExcess}
SELECT
  ${fullName('e.nspname', 'e.relname')} AS tag_table_full_name,
  e.table_bytes::int8 AS table_size_b,
  e.bytes::int8 AS approx_bloat_b,
  (100 * e.bytes / e.table_bytes)::float8 AS approx_bloat_percentage
FROM excess e
ORDER BY e.table_bytes DESC, e.oid
LIMIT 200`;

export const tableBloatApprox: Metric = {
  name: 'table_bloat_approx',
  description: 'Estimate, from statistics, of the space that rows no longer need, for each of the 200 biggest tables.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'primary',
  availability: readableTables,
  storage: { volume: 'slow' },
  // pg_stats is searched for every column of 1,500 tables.
  statementTimeoutMs: 60_000,
};
