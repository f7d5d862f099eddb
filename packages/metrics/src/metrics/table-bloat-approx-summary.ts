import { needsFunction } from '../fragments/needs-function.js';
import { tablePages } from '../fragments/table-pages.js';
import type { Metric } from '../types.js';

const sql = `
WITH ${tablePages}
SELECT
  (100 * sum(s.approx_free_space) / nullif(sum(s.table_len), 0))::float8 AS approx_free_percent,
  sum(s.approx_free_space)::float8 AS approx_free_space_b,
  (100 * sum(s.dead_tuple_len) / nullif(sum(s.table_len), 0))::float8 AS dead_tuple_percent,
  sum(s.dead_tuple_len)::float8 AS dead_tuple_len_b
FROM scanned s`;

export const tableBloatApproxSummary: Metric = {
  name: 'table_bloat_approx_summary',
  description: 'Free and dead space in the 50 biggest tables together, by reading them; needs pgstattuple, and time.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'primary',
  requiresExtension: 'pgstattuple',
  availability: needsFunction('{{pgstattuple}}_approx(regclass)'),
  storage: { volume: 'slow' },
  // Reads every page that is not all-visible.
  statementTimeoutMs: 120_000,
};
