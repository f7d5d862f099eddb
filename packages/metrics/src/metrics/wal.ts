import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

// The identifier of the cluster is a tag here, unlike in db_stats: the alert on two primaries of one cluster goes by it.
const sql = `
SELECT
  c.system_identifier::text AS tag_sys_id,
  pg_catalog.pg_wal_lsn_diff(
    CASE WHEN r.in_recovery THEN pg_catalog.pg_last_wal_replay_lsn() ELSE pg_catalog.pg_current_wal_lsn() END, '0/0'
  )::int8 AS xlog_location_b,
  r.in_recovery::int::int8 AS in_recovery_int,
  ${secondsSince('pg_catalog.pg_postmaster_start_time()')} AS postmaster_uptime_s,
  CASE WHEN r.in_recovery
    THEN (SELECT p.min_recovery_end_timeline FROM pg_catalog.pg_control_recovery() p)::int8
    -- The name of a WAL file begins with its timeline, and cannot be asked for in recovery.
    ELSE ('x' || left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8))::bit(32)::int8
  END AS timeline
FROM pg_catalog.pg_control_system() c
CROSS JOIN (SELECT pg_catalog.pg_is_in_recovery() AS in_recovery) r`;

export const wal: Metric = {
  name: 'wal',
  description: 'Position in the WAL, uptime, timeline, and whether the server is a follower.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
};
