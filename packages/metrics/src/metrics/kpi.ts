import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

/** What counts as a big table, in bytes. */
const bigTableBytes = 10_000_000;

// Functions instead of pg_stat_user_tables, for the reason that table_stats has. The state of other roles' sessions is
// hidden from a role without pg_monitor: it counts its own. pg_stat_statements is a function that we call ourselves.
const sql = `
WITH session AS MATERIALIZED (
  SELECT a.state, a.wait_event_type, a.xact_start, a.backend_type
  FROM {{pg_stat_activity}} a
  WHERE a.datname = pg_catalog.current_database()
    AND a.pid <> pg_catalog.pg_backend_pid()
)
SELECT
  pg_catalog.pg_wal_lsn_diff(
    CASE WHEN pg_catalog.pg_is_in_recovery()
      THEN pg_catalog.pg_last_wal_replay_lsn() ELSE pg_catalog.pg_current_wal_lsn() END, '0/0'
  )::int8 AS wal_location_b,
  (d.numbackends - 1)::int8 AS numbackends,
  (SELECT count(*) FROM session s WHERE s.state IN ('active', 'idle in transaction')) AS active_backends,
  (SELECT count(*) FROM session s WHERE s.wait_event_type IN ('LWLock', 'Lock', 'BufferPin')) AS blocked_backends,
  (SELECT max(${secondsSince('s.xact_start')}) FROM session s
   WHERE s.backend_type <> 'autovacuum worker') AS kpi_oldest_tx_s,
  d.xact_commit + d.xact_rollback AS tps,
  d.xact_commit,
  d.xact_rollback,
  d.blks_read,
  d.blks_hit,
  d.temp_bytes,
  (SELECT coalesce(sum(pg_catalog.pg_stat_get_numscans(c.oid)), 0)::int8
   FROM pg_catalog.pg_class c
   JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'm')
     AND c.relpages > ${bigTableBytes} / pg_catalog.current_setting('block_size')::int
     AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema') AS seq_scans_on_tbls_gt_10mb,
  d.tup_inserted,
  d.tup_updated,
  d.tup_deleted,
  (SELECT coalesce(sum(f.calls), 0)::int8
   FROM pg_catalog.pg_stat_user_functions f
   WHERE f.schemaname !~ '^pg_' AND f.schemaname <> 'information_schema'
     AND f.funcname <> 'pg_stat_statements') AS sproc_calls,
  d.blk_read_time,
  d.blk_write_time,
  d.deadlocks,
  pg_catalog.pg_is_in_recovery()::int::int8 AS in_recovery_int,
  ${secondsSince('pg_catalog.pg_postmaster_start_time()')} AS postmaster_uptime_s
FROM pg_catalog.pg_stat_database d
WHERE d.datname = pg_catalog.current_database()`;

export const kpi: Metric = {
  name: 'kpi',
  description: 'The few figures that tell how the database is doing, in one query; counters are cumulative.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { peaks: ['active_backends', 'blocked_backends'] },
};
