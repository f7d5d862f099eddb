import type { Preset } from '../types.js';
import { standard } from './standard.js';

/** pgwatch's, without what needs the server's files; and what its newer dashboards read. */
export const exhaustive: Preset = {
  name: 'exhaustive',
  description: 'standard, and sessions, locks, checkpoints, replication, bloat, settings and changes.',
  metrics: {
    ...standard.metrics,
    archiver: 60,
    backends: 60,
    bgwriter: 60,
    checkpointer: 60,
    locks: 60,
    locks_mode: 60,
    postgres_role: 60,
    stat_statements_calls: 60,
    replication: 120,
    replication_slots: 120,
    wal_receiver: 120,
    change_events: 300,
    datfrozenxid: 300,
    wal_size: 300,
    table_io_stats: 600,
    settings: 7200,
    settings_num: 7200,
    table_bloat_approx_summary_sql: 7200,
  },
};
