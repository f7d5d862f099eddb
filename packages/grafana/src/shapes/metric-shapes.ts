import { eventShapes, type MetricShape } from '@pgwatch-heroku/store';

const columns = (type: MetricShape['columns'][number]['type'], names: string) =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => ({ name, type }));

/**
 * The metrics that panels read, with what they give on any major version of PostgreSQL: what a store has to have so that
 * no panel fails before the first fetch. What the metrics themselves say counts; a test compares the two.
 */
export const metricShapes: readonly MetricShape[] = [
  {
    metric: 'archiver',
    tags: [],
    columns: [...columns('int8', 'archived_count failed_count is_failing_int seconds_since_last_failure')],
  },
  { metric: 'archiver_pending_count', tags: [], columns: [...columns('int8', 'archiver_pending_count')] },
  {
    metric: 'backends',
    tags: [],
    columns: [
      ...columns(
        'int8',
        `
        total instance_total max_connections background_workers active idle idleintransaction waiting
        blocked longest_waiting_seconds longest_lock_wait_seconds longest_session_seconds
        longest_tx_seconds longest_autovacuum_seconds longest_query_seconds max_xmin_age_tx av_workers
        connection_limit`,
      ),
      ...columns('float8', 'avg_waiting_seconds avg_session_seconds avg_tx_seconds avg_query_seconds connections_used'),
    ],
  },
  {
    metric: 'bgwriter',
    tags: [],
    columns: [
      ...columns(
        'int8',
        `
        checkpoints_timed checkpoints_req buffers_checkpoint buffers_clean maxwritten_clean buffers_backend
        buffers_backend_fsync buffers_alloc last_reset_s`,
      ),
      ...columns('float8', 'checkpoint_write_time checkpoint_sync_time'),
    ],
  },
  {
    metric: 'blocking_locks',
    tags: ['waiting_locktype', 'waiting_user', 'waiting_mode', 'waiting_table'],
    columns: [
      ...columns('text', 'waiting_query other_locktype other_table other_query other_mode other_user'),
      ...columns('int8', 'waiting_pid other_pid'),
    ],
  },
  { metric: 'collector_overhead', tags: [], columns: [...columns('float8', 'ours_ms all_ms')] },
  { metric: 'datfrozenxid', tags: [], columns: [...columns('int8', 'datfrozenxid_age datminmxid_age')] },
  { metric: 'db_size', tags: [], columns: [...columns('int8', 'size_b catalog_size_b indexes_size_b')] },
  {
    metric: 'db_stats',
    tags: [],
    columns: [
      ...columns(
        'int8',
        `
        numbackends xact_commit xact_rollback blks_read blks_hit tup_returned tup_fetched tup_inserted
        tup_updated tup_deleted conflicts temp_files temp_bytes deadlocks postmaster_uptime_s
        checksum_failures checksum_last_failure_s in_recovery_int session_time active_time
        idle_in_transaction_time sessions sessions_abandoned sessions_fatal sessions_killed invalid_indexes
        parallel_workers_to_launch parallel_workers_launched`,
      ),
      ...columns('float8', 'blk_read_time blk_write_time'),
    ],
  },
  {
    metric: 'index_bloat_approx',
    tags: ['index_full_name', 'table_full_name'],
    columns: [...columns('int8', 'index_size_b approx_bloat_b'), ...columns('float8', 'approx_bloat_percentage')],
  },
  {
    metric: 'index_stats',
    tags: ['schema', 'index_name', 'index_full_name', 'table_name', 'table_full_name', 'index_def_hash'],
    columns: [
      ...columns(
        'int8',
        `
        idx_scan idx_tup_read idx_tup_fetch idx_blks_read idx_blks_hit index_size_b is_invalid_int is_pk_int
        is_uq_or_exc last_idx_scan_s`,
      ),
      ...columns('text', 'index_def'),
    ],
  },
  { metric: 'locks', tags: ['locktype'], columns: [...columns('int8', 'count')] },
  { metric: 'locks_mode', tags: ['lockmode'], columns: [...columns('int8', 'count')] },
  {
    metric: 'recommendations',
    tags: ['reco_topic', 'object_name', 'issue_type', 'table_full_name'],
    columns: [
      ...columns('text', 'recommendation extra_info major_ver oids index_def'),
      ...columns('int8', 'total_recommendations index_size_b affected_count duplicate_count'),
    ],
  },
  {
    metric: 'replication',
    tags: ['application_name', 'usename', 'client_info'],
    columns: [
      ...columns(
        'int8',
        `
        sent_lag_b write_lag_b flush_lag_b replay_lag_b write_lag_ms flush_lag_ms replay_lag_ms is_sync_int
        in_recovery_int`,
      ),
      ...columns('text', 'state sync_state'),
    ],
  },
  {
    metric: 'replication_slots',
    tags: ['slot_name', 'plugin'],
    columns: [
      ...columns('text', 'plugin'),
      ...columns('bool', 'active'),
      ...columns('int8', 'non_active_int restart_lsn_lag_b confirmed_flush_lsn_lag_b xmin_age_tx'),
    ],
  },
  {
    metric: 'sequence_health',
    tags: [],
    columns: [...columns('float8', 'max_used_pct'), ...columns('int8', 'p50_used_seq_count p75_used_seq_count')],
  },
  {
    metric: 'settings',
    tags: [],
    columns: [
      ...columns(
        'text',
        `
        server_version hot_standby hot_standby_feedback fsync full_page_writes synchronous_commit
        wal_compression wal_log_hints synchronous_standby_names shared_buffers work_mem maintenance_work_mem
        effective_cache_size min_wal_size max_wal_size checkpoint_timeout checkpoint_completion_target
        deadlock_timeout data_checksums archive_mode archive_timeout shared_preload_libraries
        listen_addresses ssl autovacuum`,
      ),
      ...columns(
        'int8',
        `
        server_version_num block_size max_connections default_statistics_target max_worker_processes
        max_parallel_workers max_parallel_workers_per_gather jit max_wal_senders max_replication_slots
        max_prepared_transactions autovacuum_max_workers`,
      ),
      ...columns(
        'float8',
        `
        major_version random_page_cost autovacuum_vacuum_scale_factor autovacuum_vacuum_threshold
        autovacuum_analyze_scale_factor autovacuum_analyze_threshold`,
      ),
    ],
  },
  { metric: 'settings_num', tags: ['name'], columns: [...columns('float8', 'value')] },
  {
    metric: 'sproc_stats',
    tags: ['schema', 'function_name', 'function_full_name', 'oid'],
    columns: [...columns('int8', 'sp_calls'), ...columns('float8', 'self_time total_time')],
  },
  { metric: 'stat_activity', tags: ['queryid'], columns: [...columns('text', 'query'), ...columns('int8', 'count')] },
  {
    metric: 'stat_activity_realtime',
    tags: ['slot'],
    columns: [
      ...columns('int8', 'tag_pid duration_s waiting'),
      ...columns('text', 'user appname ip blocking_pids query'),
    ],
  },
  {
    metric: 'stat_statements',
    tags: ['queryid'],
    columns: [
      ...columns('text', 'users'),
      ...columns(
        'int8',
        `
        calls rows shared_blks_hit shared_blks_read shared_blks_written shared_blks_dirtied temp_blks_read
        temp_blks_written wal_fpi wal_bytes`,
      ),
      ...columns(
        'float8',
        `
        total_time blk_read_time blk_write_time temp_blk_read_time temp_blk_write_time total_plan_time
        jit_generation_time`,
      ),
    ],
  },
  {
    metric: 'stat_statements_calls',
    tags: [],
    columns: [...columns('int8', 'calls'), ...columns('float8', 'total_time total_plan_time')],
  },
  {
    metric: 'table_bloat_approx',
    tags: ['table_full_name'],
    columns: [...columns('int8', 'table_size_b approx_bloat_b'), ...columns('float8', 'approx_bloat_percentage')],
  },
  {
    metric: 'table_bloat_approx_summary_sql',
    tags: [],
    columns: [...columns('float8', 'approx_table_bloat_b'), ...columns('int8', 'approx_bloat_percentage')],
  },
  {
    metric: 'table_io_stats',
    tags: ['schema', 'table_name', 'table_full_name'],
    columns: [
      ...columns(
        'int8',
        `
        is_part_root heap_blks_read heap_blks_hit idx_blks_read idx_blks_hit toast_blks_read toast_blks_hit
        tidx_blks_read tidx_blks_hit`,
      ),
    ],
  },
  {
    metric: 'table_stats',
    tags: ['schema', 'table_name', 'table_full_name'],
    columns: [
      ...columns(
        'int8',
        `
        tag_table_size_cardinality_mb is_part_root table_size_b total_relation_size_b toast_size_b seconds_since_last_vacuum
        seconds_since_last_analyze no_autovacuum seq_scan seq_tup_read idx_scan idx_tup_fetch n_tup_ins
        n_tup_upd n_tup_del n_tup_hot_upd n_live_tup n_dead_tup vacuum_count autovacuum_count analyze_count
        autoanalyze_count tx_freeze_age last_seq_scan_s`,
      ),
      ...columns('float8', 'total_vacuum_time total_autovacuum_time total_analyze_time total_autoanalyze_time'),
    ],
  },
  {
    metric: 'vacuum_progress',
    tags: ['table_full_name'],
    columns: [
      ...columns(
        'int8',
        `
        pid is_autovacuum_int duration_s heap_blks_total heap_blks_scanned heap_blks_vacuumed
        index_vacuum_count max_dead_tuples num_dead_tuples max_dead_tuple_bytes dead_tuple_bytes
        num_dead_item_ids indexes_total indexes_processed`,
      ),
      ...columns('text', 'phase'),
      ...columns('float8', 'delay_time_ms'),
    ],
  },
  {
    metric: 'wait_events',
    tags: ['wait_event_type', 'wait_event'],
    columns: [...columns('int8', 'count avg_query_duration_us max_query_duration_us total_active')],
  },
  {
    metric: 'wal',
    tags: ['sys_id'],
    columns: [...columns('int8', 'xlog_location_b in_recovery_int postmaster_uptime_s timeline')],
  },
  { metric: 'wal_size', tags: [], columns: [...columns('int8', 'wal_size_b wal_file_count')] },
  { metric: 'wal_receiver', tags: [], columns: [...columns('int8', 'replay_lag_b last_replay_s')] },
  { metric: 'instance_up', tags: [], columns: [...columns('int8', 'is_up instance_up')] },
  {
    metric: 'collector_fetches',
    tags: ['metric'],
    columns: [...columns('int8', 'fetches failures skipped rows duration_ms since_success_s')],
  },
  {
    metric: 'collector_dyno',
    tags: [],
    columns: [
      ...columns(
        'int8',
        `
        fetches failures skipped dropped refused too_old buffered spilled rss_bytes buffered_bytes
        lateness_p99_ms`,
      ),
      ...columns('float8', 'cpu_seconds event_loop_delay_p99_ms'),
    ],
  },
  ...eventShapes,
];
