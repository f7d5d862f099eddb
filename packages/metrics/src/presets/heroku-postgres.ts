import type { Preset } from '../types.js';

/**
 * Metrics and intervals are those of the original's preset of this name, with `wal`, which its dashboards read, and our own
 * cost.
 */
export const herokuPostgres: Preset = {
  name: 'heroku_postgres',
  description: 'What Heroku Postgres lets a credential of its own see.',
  metrics: {
    stat_activity: 30,
    stat_activity_realtime: 30,
    instance_up: 60,
    db_stats: 60,
    backends: 60,
    bgwriter: 60,
    archiver: 60,
    locks: 60,
    locks_mode: 60,
    stat_statements_calls: 60,
    wal: 60,
    replication: 120,
    replication_slots: 120,
    wal_receiver: 120,
    sproc_stats: 180,
    stat_statements: 180,
    db_size: 300,
    change_events: 300,
    table_stats: 300,
    table_io_stats: 600,
    index_stats: 900,
    collector_overhead: 3600,
    sequence_health: 3600,
    settings: 7200,
    table_bloat_approx_summary_sql: 7200,
    recommendations: 43200,
  },
};
