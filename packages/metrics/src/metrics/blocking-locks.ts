import { currentDatabase } from '../fragments/current-database.js';
import { oneLine } from '../fragments/one-line.js';
import type { Metric } from '../types.js';

const table = (lock: string) => `(
    SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = ${lock}.relation)`;

// Who stands in the way is asked of the server: a lock on the same thing need not be in conflict, and whoever waits
// further ahead blocks as well. The question stops the lock manager for a moment, so it is asked for the 50 that have
// waited longest. The other side is described by its lock on the same thing.
//
// One row per tag set: of several that wait alike, the one that has waited longest. Texts that the role may not see are
// null.
const sql = `
WITH waiting AS MATERIALIZED (
  SELECT l.*, a.usename, a.query
  FROM pg_catalog.pg_locks l
  JOIN {{pg_stat_activity}} a ON a.pid = l.pid
  WHERE NOT l.granted
    AND a.datname = pg_catalog.current_database()
    AND l.pid <> pg_catalog.pg_backend_pid()
    AND (l.database IS NULL OR l.database = ${currentDatabase})
  ORDER BY l.waitstart
  LIMIT 50
), pair AS (
  SELECT DISTINCT ON (w.locktype, w.usename, w.mode, w.relation) w.*, b.pid AS other_pid
  FROM waiting w
  CROSS JOIN LATERAL pg_catalog.unnest(pg_catalog.pg_blocking_pids(w.pid)) AS b (pid)
  ORDER BY w.locktype, w.usename, w.mode, w.relation, w.waitstart, b.pid
)
SELECT
  p.locktype AS tag_waiting_locktype,
  p.usename::text AS tag_waiting_user,
  p.mode AS tag_waiting_mode,
  coalesce(${table('p')}, 'null') AS tag_waiting_table,
  ${oneLine("nullif(p.query, '<insufficient privilege>')")} AS waiting_query,
  p.pid::int8 AS waiting_pid,
  o.locktype AS other_locktype,
  ${table('o')} AS other_table,
  ${oneLine("nullif(a.query, '<insufficient privilege>')")} AS other_query,
  o.mode AS other_mode,
  p.other_pid::int8 AS other_pid,
  a.usename::text AS other_user
FROM pair p
LEFT JOIN {{pg_stat_activity}} a ON a.pid = p.other_pid
LEFT JOIN LATERAL (
  SELECT l.locktype, l.relation, l.mode
  FROM pg_catalog.pg_locks l
  WHERE l.pid = p.other_pid
    AND (l.locktype, l.database, l.relation, l.page, l.tuple, l.virtualxid, l.transactionid,
         l.classid, l.objid, l.objsubid)
      IS NOT DISTINCT FROM
        (p.locktype, p.database, p.relation, p.page, p.tuple, p.virtualxid, p.transactionid,
         p.classid, p.objid, p.objsubid)
  ORDER BY l.granted DESC
  LIMIT 1
) o ON true`;

export const blockingLocks: Metric = {
  name: 'blocking_locks',
  description: 'Sessions that wait for a lock, and the sessions that are in their way.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { isMomentary: true },
};
