import { oneLine } from '../fragments/one-line.js';
import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

// A session is a row, and sessions are never the same again: so the series are 25 places, taken in the order in which
// the sessions began, and the pid, pgwatch's tag, is a value.
//
// Who blocks whom stops the lock manager for a moment, so it is asked only for those that wait for a lock.
//
// The state of other roles' sessions is hidden from a role without pg_monitor: it sees its own.
const sql = `
WITH session AS MATERIALIZED (
  SELECT a.pid, a.usename, a.application_name, a.client_addr, a.backend_start, a.query_start, a.wait_event_type, a.query
  FROM {{pg_stat_activity}} a
  WHERE a.datname = pg_catalog.current_database()
    AND a.state <> 'idle'
    AND a.backend_type IN ('client backend', 'autovacuum worker')
    AND a.pid <> pg_catalog.pg_backend_pid()
    AND a.query_start < pg_catalog.now() - interval '500 ms'
    AND a.query NOT LIKE '%/* pgwatch-heroku */%'
  ORDER BY a.query_start
  LIMIT 25
)
SELECT
  row_number() OVER (ORDER BY s.backend_start, s.pid)::text AS tag_slot,
  s.pid::int8 AS loose_tag_pid,
  s.usename::text AS "user",
  s.application_name AS appname,
  coalesce(pg_catalog.host(s.client_addr), 'local') AS ip,
  ${secondsSince('s.query_start')} AS duration_s,
  (s.wait_event_type IN ('LWLock', 'Lock', 'BufferPin') AND s.wait_event_type IS NOT NULL)::int::int8 AS waiting,
  CASE WHEN s.wait_event_type = 'Lock'
    THEN pg_catalog.array_to_string(pg_catalog.pg_blocking_pids(s.pid), ',') END AS blocking_pids,
  left(${oneLine('s.query')}, 1000) AS query
FROM session s`;

export const statActivityRealtime: Metric = {
  name: 'stat_activity_realtime',
  description:
    'The 25 sessions, automatic vacuums too, that have been at their present query for longest: 0.5 s or more.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { isMomentary: true },
};
