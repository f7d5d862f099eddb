import { needsFunction } from '../fragments/needs-function.js';
import type { Metric } from '../types.js';

const sql = `
SELECT count(*) AS archiver_pending_count
FROM pg_catalog.pg_ls_archive_statusdir() f
WHERE f.name LIKE '%.ready'`;

export const archiverPendingCount: Metric = {
  name: 'archiver_pending_count',
  description: 'WAL files that wait to be archived; needs pg_monitor.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  availability: needsFunction('pg_catalog.pg_ls_archive_statusdir()'),
  storage: { peaks: ['archiver_pending_count'] },
};
