import { needsFunction } from '../fragments/needs-function.js';
import type { Metric } from '../types.js';

const sql = `
SELECT
  coalesce(sum(w.size), 0)::int8 AS wal_size_b,
  count(*) AS wal_file_count
FROM pg_catalog.pg_ls_waldir() w`;

export const walSize: Metric = {
  name: 'wal_size',
  description: 'Size and number of the WAL files on disk; needs pg_monitor.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { peaks: ['wal_size_b'] },
  availability: needsFunction('pg_catalog.pg_ls_waldir()'),
};
