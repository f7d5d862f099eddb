import type { Metric } from '../types.js';

// A temporary slot has a name of its own each time, which would be a new series, and goes with its session.
const sql = `
SELECT
  s.slot_name::text AS tag_slot_name,
  coalesce(s.plugin::text, 'physical') AS tag_plugin,
  coalesce(s.plugin::text, 'physical') AS plugin,
  s.active,
  (NOT s.active)::int::int8 AS non_active_int,
  pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), s.restart_lsn)::int8 AS restart_lsn_lag_b,
  pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), s.confirmed_flush_lsn)::int8
    AS confirmed_flush_lsn_lag_b,
  greatest(pg_catalog.age(s.xmin), pg_catalog.age(s.catalog_xmin))::int8 AS xmin_age_tx
FROM pg_catalog.pg_replication_slots s
WHERE NOT s.temporary`;

export const replicationSlots: Metric = {
  name: 'replication_slots',
  description: 'Replication slots: whether they are in use, and how much WAL and how old a transaction they hold back.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'primary',
  storage: { peaks: ['restart_lsn_lag_b', 'xmin_age_tx'] },
};
