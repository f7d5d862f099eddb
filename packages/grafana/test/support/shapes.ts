import type { MetricShape } from '@pgwatch-heroku/store';

const columns = (type: 'int8' | 'float8', names: string) => names.split(' ').map((name) => ({ name, type }));

/** The metrics' shapes as far as panels read them, by pgwatch's names. */
export const shapes: Record<string, MetricShape> = {
  db_stats: {
    metric: 'db_stats',
    tags: [],
    columns: columns(
      'int8',
      'xact_commit xact_rollback blks_read blks_hit tup_fetched tup_inserted tup_updated tup_deleted temp_bytes',
    ),
  },
  backends: { metric: 'backends', tags: [], columns: columns('int8', 'total active waiting idle idleintransaction') },
  instance_up: { metric: 'instance_up', tags: [], columns: columns('int8', 'is_up instance_up') },
  db_size: { metric: 'db_size', tags: [], columns: columns('int8', 'size_b indexes_size_b') },
  locks_mode: { metric: 'locks_mode', tags: ['lockmode'], columns: columns('int8', 'count') },
  stat_statements: {
    metric: 'stat_statements',
    tags: ['queryid'],
    columns: [...columns('int8', 'calls rows'), ...columns('float8', 'total_time')],
  },
  collector_fetches: {
    metric: 'collector_fetches',
    tags: ['metric'],
    columns: columns('int8', 'fetches failures skipped rows duration_ms since_success_s'),
  },
  collector_overhead: { metric: 'collector_overhead', tags: [], columns: columns('float8', 'ours_ms all_ms') },
  collector_dyno: {
    metric: 'collector_dyno',
    tags: [],
    columns: [
      ...columns('int8', 'fetches failures skipped dropped refused too_old buffered spilled rss_bytes buffered_bytes'),
      ...columns('int8', 'lateness_p99_ms'),
      ...columns('float8', 'cpu_seconds event_loop_delay_p99_ms'),
    ],
  },
  table_stats: {
    metric: 'table_stats',
    tags: ['table_full_name'],
    columns: columns(
      'int8',
      'total_relation_size_b table_size_b n_live_tup n_dead_tup seq_scan seconds_since_last_vacuum',
    ),
  },
};
