import type { Metric } from '../types.js';

const lagB = (lsn: string) => `greatest(pg_catalog.pg_wal_lsn_diff(h.lsn, ${lsn}), 0)::int8`;
const lagMs = (lag: string) => `(extract(epoch FROM ${lag}) * 1000)::int8`;

// The port is part of pgwatch's client_info. It is another one after every reconnect, and each would be a series for
// good; so the address stands alone, with a number where several connections would share a name.
//
// A role without pg_monitor sees that there are senders and nothing else: then there is no row.
const sql = `
SELECT
  r.application_name AS tag_application_name,
  r.usename::text AS tag_usename,
  coalesce(pg_catalog.host(r.client_addr), 'local')
    || CASE WHEN r.number > 1 THEN '_' || r.number ELSE '' END AS tag_client_info,
  ${lagB('r.sent_lsn')} AS sent_lag_b,
  ${lagB('r.write_lsn')} AS write_lag_b,
  ${lagB('r.flush_lsn')} AS flush_lag_b,
  ${lagB('r.replay_lsn')} AS replay_lag_b,
  ${lagMs('r.write_lag')} AS write_lag_ms,
  ${lagMs('r.flush_lag')} AS flush_lag_ms,
  ${lagMs('r.replay_lag')} AS replay_lag_ms,
  r.state,
  r.sync_state,
  (r.sync_state IN ('sync', 'quorum'))::int::int8 AS is_sync_int,
  pg_catalog.pg_is_in_recovery()::int::int8 AS in_recovery_int
FROM (
  SELECT s.*, row_number() OVER (
    PARTITION BY s.application_name, s.usename, s.client_addr ORDER BY s.backend_start, s.pid) AS number
  FROM {{pg_stat_replication}} s
  WHERE s.state IS NOT NULL
    AND coalesce(s.application_name, '') NOT IN ('pg_basebackup', 'pg_rewind')
) r
CROSS JOIN (
  SELECT CASE WHEN pg_catalog.pg_is_in_recovery()
    THEN pg_catalog.pg_last_wal_receive_lsn() ELSE pg_catalog.pg_current_wal_lsn() END AS lsn
) h`;

export const replication: Metric = {
  name: 'replication',
  description: 'How far each follower or subscriber is behind, in bytes of WAL and in time.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { peaks: ['replay_lag_b', 'replay_lag_ms'], isCore: true },
};
