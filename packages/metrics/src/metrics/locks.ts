import { currentDatabase } from '../fragments/current-database.js';
import type { Metric } from '../types.js';

/** The types that pgwatch counts, also those of which there is no lock: a line in a chart then falls to zero. */
const types = ['relation', 'extend', 'page', 'tuple', 'transactionid', 'virtualxid', 'object', 'userlock', 'advisory'];

// Locks on transactions belong to no database: they count where their session is.
const sql = `
WITH session AS MATERIALIZED (
  SELECT a.pid
  FROM pg_catalog.pg_stat_activity a
  WHERE a.datname = pg_catalog.current_database()
    AND a.pid <> pg_catalog.pg_backend_pid()
), held AS MATERIALIZED (
  SELECT l.locktype, count(*) AS count
  FROM pg_catalog.pg_locks l
  WHERE l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
    AND (l.database = ${currentDatabase}
      OR (l.database IS NULL AND l.pid IN (SELECT s.pid FROM session s)))
  GROUP BY l.locktype
)
SELECT t.type AS tag_locktype, coalesce(h.count, 0) AS count
FROM pg_catalog.unnest('{${types.join(',')}}'::text[]) AS t (type)
LEFT JOIN held h ON h.locktype = t.type`;

export const locks: Metric = {
  name: 'locks',
  description: 'Locks held or awaited in the database, by what is locked.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { peaks: ['count'] },
};
