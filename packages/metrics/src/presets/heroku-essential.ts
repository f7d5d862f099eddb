import type { Preset } from '../types.js';

/**
 * For plans that share a server: what is the server's own (WAL, checkpoints, followers) says little there, and the
 * Collector DB may have one GB.
 */
export const herokuEssential: Preset = {
  name: 'heroku_essential',
  description: 'For Essential plans: the database itself, less often, and nothing of the server that it shares.',
  metrics: {
    instance_up: 60,
    db_stats: 60,
    backends: 60,
    stat_activity_realtime: 60,
    stat_statements_calls: 120,
    locks_mode: 120,
    stat_statements: 300,
    db_size: 600,
    change_events: 600,
    table_stats: 600,
    table_io_stats: 1800,
    index_stats: 1800,
    collector_overhead: 3600,
    sequence_health: 14400,
    settings: 14400,
    table_freeze_age: 14400,
    table_bloat_approx_summary_sql: 43200,
    recommendations: 43200,
  },
};
