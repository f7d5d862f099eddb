import type { Metric } from '../types.js';
import { tableStatsVersions } from './table-stats.js';

const bytes = (pages: string) => `(${pages}) * pg_catalog.current_setting('block_size')::int8`;
const indexPages = (table: string) => `(
      SELECT coalesce(sum(xc.relpages), 0)
      FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class xc ON xc.oid = x.indexrelid
      WHERE x.indrelid = ${table})`;
const toastPages = `coalesce((
      SELECT tc.relpages + ${indexPages('tc.oid')}
      FROM pg_catalog.pg_class tc
      WHERE tc.oid = c.reltoastrelid), 0)`;

/** relpages is as of the last VACUUM or ANALYZE. */
export const tableStatsApprox: Metric = {
  name: 'table_stats_approx',
  description: 'table_stats with sizes from the catalog instead of from files; for databases with very many tables.',
  versions: tableStatsVersions({
    table: bytes('c.relpages'),
    total: bytes(`c.relpages + ${indexPages('c.oid')} + ${toastPages}`),
    toast: bytes(toastPages),
  }),
  appliesTo: 'any',
  storedAs: 'table_stats',
  statementTimeoutMs: 60_000,
};
