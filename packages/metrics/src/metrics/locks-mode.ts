import type { Metric } from '../types.js';

/** All eight modes of a table lock, also those that nobody holds: a line in a chart then falls to zero. */
const modes = [
  'AccessExclusiveLock',
  'AccessShareLock',
  'ExclusiveLock',
  'RowExclusiveLock',
  'RowShareLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ShareUpdateExclusiveLock',
];

const sql = `
SELECT
  m.mode AS tag_lockmode,
  count(l.mode) AS count
FROM pg_catalog.unnest('{${modes.join(',')}}'::text[]) AS m (mode)
LEFT JOIN pg_catalog.pg_locks l
  ON l.mode = m.mode
  AND l.pid <> pg_catalog.pg_backend_pid()
  AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
GROUP BY m.mode`;

export const locksMode: Metric = {
  name: 'locks_mode',
  description: 'Locks held or awaited in the database, by mode.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { peaks: ['count'] },
};
