import type { Metric } from '../types.js';

// A role without pg_monitor sees that other roles' sessions exist and nothing more: backend_type and state are null
// then, so that such a session counts into the totals only. Heroku's own background sessions are among them. A helper
// function shows such a role the sessions of this database, hence instance_total is counted apart.
//
// connections_used is the share of the limit that is nearest: plans that share a server limit the role, or the database, to
// far less than the server has. connection_limit is the lowest of the three. Of the server's own processes, which
// instance_total has as pgwatch does, none takes of max_connections; to a role that is not told which they are they show by
// having no role, or no database.
//
// longest_waiting_seconds is pgwatch's: since the last change of state of a session that waits at the moment, for a latch
// inside the server too. longest_lock_wait_seconds is how long a lock has been waited for, and shows to every role.
//
// A session may have begun after our own transaction's now(): greatest() keeps its age from being negative.
const sql = `
WITH session AS MATERIALIZED (
  SELECT
    a.*,
    a.datname = pg_catalog.current_database() AS is_here,
    coalesce(a.backend_type, 'client backend') = 'client backend' AS is_client,
    a.state = 'active' AND a.wait_event_type IN ('LWLock', 'Lock', 'BufferPin') AS is_waiting,
    greatest(extract(epoch FROM pg_catalog.now() - a.backend_start), 0)::float8 AS session_s,
    greatest(extract(epoch FROM pg_catalog.now() - a.xact_start), 0)::float8 AS tx_s,
    greatest(extract(epoch FROM pg_catalog.now() - a.query_start), 0)::float8 AS query_s,
    greatest(extract(epoch FROM pg_catalog.now() - a.state_change), 0)::float8 AS state_s
  FROM {{pg_stat_activity}} a
  WHERE a.pid <> pg_catalog.pg_backend_pid()
)
SELECT
  count(*) FILTER (WHERE is_here AND is_client) AS total,
  (SELECT count(*) FROM pg_catalog.pg_stat_get_activity(NULL) a WHERE a.pid <> pg_catalog.pg_backend_pid())
    AS instance_total,
  pg_catalog.current_setting('max_connections')::int8 AS max_connections,
  count(*) FILTER (WHERE is_here AND NOT is_client AND backend_type <> 'autovacuum worker') AS background_workers,
  count(*) FILTER (WHERE is_here AND is_client AND state = 'active') AS active,
  count(*) FILTER (WHERE is_here AND is_client AND state = 'idle') AS idle,
  count(*) FILTER (WHERE is_here AND is_client AND state LIKE 'idle in transaction%') AS idleintransaction,
  count(*) FILTER (WHERE is_here AND is_client AND is_waiting) AS waiting,
  count(*) FILTER (WHERE is_here AND is_client AND state = 'active' AND wait_event_type = 'Lock') AS blocked,
  coalesce(max(state_s) FILTER (WHERE is_here AND is_client AND is_waiting), 0)::int8 AS longest_waiting_seconds,
  coalesce(avg(state_s) FILTER (WHERE is_here AND is_client AND is_waiting), 0) AS avg_waiting_seconds,
  coalesce((SELECT max(greatest(extract(epoch FROM pg_catalog.now() - l.waitstart), 0))
    FROM pg_catalog.pg_locks l JOIN session s ON s.pid = l.pid
    WHERE NOT l.granted AND s.is_here AND s.is_client), 0)::int8 AS longest_lock_wait_seconds,
  coalesce(max(session_s) FILTER (WHERE is_here AND is_client), 0)::int8 AS longest_session_seconds,
  coalesce(avg(session_s) FILTER (WHERE is_here AND is_client), 0) AS avg_session_seconds,
  coalesce(max(tx_s) FILTER (WHERE is_here AND is_client), 0)::int8 AS longest_tx_seconds,
  coalesce(avg(tx_s) FILTER (WHERE is_here AND is_client), 0) AS avg_tx_seconds,
  coalesce(max(tx_s) FILTER (WHERE is_here AND backend_type = 'autovacuum worker'), 0)::int8
    AS longest_autovacuum_seconds,
  coalesce(max(query_s) FILTER (WHERE is_here AND is_client AND state = 'active'), 0)::int8 AS longest_query_seconds,
  coalesce(avg(query_s) FILTER (WHERE is_here AND is_client AND state = 'active'), 0) AS avg_query_seconds,
  coalesce(max(pg_catalog.age(backend_xmin)) FILTER (WHERE is_here), 0)::int8 AS max_xmin_age_tx,
  count(*) FILTER (WHERE is_here AND backend_type = 'autovacuum worker') AS av_workers,
  (SELECT greatest(
      open.everybodys / pg_catalog.current_setting('max_connections')::float8,
      open.of_database / (SELECT nullif(greatest(d.datconnlimit, 0), 0)::float8 FROM pg_catalog.pg_database d
        WHERE d.datname = pg_catalog.current_database()),
      open.of_role / (SELECT nullif(greatest(r.rolconnlimit, 0), 0)::float8 FROM pg_catalog.pg_roles r
        WHERE r.rolname = session_user))
    FROM (
      SELECT count(*) FILTER (WHERE a.is_client AND a.usesysid IS NOT NULL AND a.datid IS NOT NULL) AS everybodys,
        count(*) FILTER (WHERE a.is_client AND a.datid = (SELECT d.oid FROM pg_catalog.pg_database d
          WHERE d.datname = pg_catalog.current_database())) AS of_database,
        count(*) FILTER (WHERE a.is_client AND a.usesysid = (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = session_user))
          AS of_role
      FROM (
        SELECT *, coalesce(backend_type, 'client backend') = 'client backend' AS is_client
        FROM pg_catalog.pg_stat_get_activity(NULL)
      ) a
      WHERE a.pid <> pg_catalog.pg_backend_pid()
    ) open) AS connections_used,
  (SELECT least(pg_catalog.current_setting('max_connections')::int8, nullif(greatest(d.datconnlimit, 0), 0),
      nullif(greatest(r.rolconnlimit, 0), 0))
    FROM pg_catalog.pg_database d, pg_catalog.pg_roles r
    WHERE d.datname = pg_catalog.current_database() AND r.rolname = session_user) AS connection_limit
FROM session`;

/** Sessions and seconds; of seconds four bytes hold 68 years. */
const counts = [
  'total',
  'instance_total',
  'max_connections',
  'background_workers',
  'active',
  'idle',
  'idleintransaction',
  'waiting',
  'blocked',
  'longest_waiting_seconds',
  'longest_lock_wait_seconds',
  'longest_session_seconds',
  'longest_tx_seconds',
  'longest_autovacuum_seconds',
  'longest_query_seconds',
  'max_xmin_age_tx',
  'av_workers',
  'connection_limit',
];

export const backends: Metric = {
  name: 'backends',
  description: 'Sessions of the database by state, and how old the oldest session, transaction and query are.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { peaks: ['total', 'active', 'blocked', 'longest_tx_seconds'], isCore: true, narrow: counts },
};
