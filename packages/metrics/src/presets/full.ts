import type { Preset } from '../types.js';
import { exhaustive } from './exhaustive.js';

export const full: Preset = {
  name: 'full',
  description: 'Everything that needs no further extension. More than most databases are worth.',
  metrics: {
    ...exhaustive.metrics,
    stat_activity: 30,
    stat_activity_realtime: 30,
    analyze_progress: 60,
    blocking_locks: 60,
    vacuum_progress: 60,
    wait_events: 60,
    archiver_pending_count: 120,
    database_conflicts: 120,
    kpi: 120,
    logical_subscriptions: 120,
    replication_slot_stats: 120,
    stat_io: 120,
    stat_ssl: 120,
    subscription_stats: 120,
    wal_size: 120,
    wal_stats: 120,
    collector_overhead: 3600,
    invalid_indexes: 3600,
    table_freeze_age: 3600,
    unused_indexes: 3600,
    index_bloat_approx: 7200,
    table_bloat_approx: 7200,
    recommendations: 43200,
  },
};
