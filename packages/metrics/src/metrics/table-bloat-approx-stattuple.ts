import { fullName } from '../fragments/full-name.js';
import { needsFunction } from '../fragments/needs-function.js';
import { tablePages } from '../fragments/table-pages.js';
import type { Metric } from '../types.js';

const sql = `
WITH ${tablePages}
SELECT
  ${fullName('s.nspname', 's.relname')} AS tag_full_table_name,
  s.approx_free_percent,
  s.approx_free_space AS approx_free_space_b,
  s.approx_tuple_count::int8 AS approx_tuple_count,
  s.dead_tuple_percent,
  s.dead_tuple_len AS dead_tuple_len_b
FROM scanned s`;

export const tableBloatApproxStattuple: Metric = {
  name: 'table_bloat_approx_stattuple',
  description: 'Free and dead space in the 50 biggest tables by reading them; needs pgstattuple, and time.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'primary',
  requiresExtension: 'pgstattuple',
  availability: needsFunction('{{pgstattuple}}_approx(regclass)'),
  storage: { volume: 'slow' },
  // Reads every page that is not all-visible.
  statementTimeoutMs: 120_000,
};
