/** What the dashboards that pgwatch publishes read: by table, keys of `data` and, after a bar, keys of `tag_data`. */
export const read: Readonly<Record<string, string>> = {
  archiver: 'is_failing_int',
  archiver_pending_count: 'archiver_pending_count',
  backends: `active av_workers avg_query_seconds avg_session_seconds avg_tx_seconds avg_waiting_seconds idle
    idleintransaction instance_total longest_autovacuum_seconds longest_query_seconds longest_session_seconds
    longest_tx_seconds longest_waiting_seconds max_connections max_xmin_age_tx total waiting`,
  bgwriter: `buffers_backend buffers_checkpoint buffers_clean checkpoint_sync_time checkpoint_write_time
    checkpoints_req checkpoints_timed`,
  checkpointer: 'num_timed num_requested write_time sync_time',
  configuration_changes: 'value | setting',
  datfrozenxid: 'datfrozenxid_age datminmxid_age',
  db_size: 'size_b indexes_size_b',
  // backup_duration_s is asked for as well, which PostgreSQL has not had since 15.
  db_stats: `blk_read_time blk_write_time blks_hit blks_read deadlocks in_recovery_int numbackends postmaster_uptime_s
    temp_bytes tup_deleted tup_fetched tup_inserted tup_returned tup_updated xact_commit xact_rollback sessions
    sessions_abandoned sessions_fatal sessions_killed`,
  index_changes: 'event table | index',
  index_stats: `idx_scan index_def index_size_b is_invalid_int is_pk_int is_uq_or_exc idx_blks_hit idx_blks_read
    idx_tup_fetch idx_tup_read | index_full_name index_name table_full_name`,
  instance_up: 'instance_up is_up',
  locks_mode: 'count | lockmode',
  object_changes: 'details',
  postgres_role: 'in_recovery_int',
  privilege_changes: 'event privilege_type | object role',
  // affected_query_ids and total_avg_exec_time are asked for as well; they take pg_qualstats, which Heroku lacks.
  recommendations: `recommendation extra_info major_ver duplicate_count index_def index_size_b oids
    | reco_topic object_name issue_type table_full_name`,
  replication: 'flush_lag_b is_sync_int replay_lag_b write_lag_b | application_name client_info',
  replication_slots: 'non_active_int restart_lsn_lag_b xmin_age_tx | slot_name',
  settings: `autovacuum autovacuum_max_workers checkpoint_timeout max_connections server_version server_version_num
    block_size`,
  settings_num: 'value | name',
  sproc_changes: 'event | sproc',
  sproc_stats: 'self_time sp_calls total_time | function_full_name oid',
  stat_activity: 'count query',
  stat_activity_realtime: 'appname blocking_pids duration_s ip query user waiting | pid',
  stat_statements: `blk_read_time blk_write_time calls shared_blks_dirtied shared_blks_hit shared_blks_read
    shared_blks_written temp_blks_read temp_blks_written total_time users jit_generation_time rows total_plan_time
    | query queryid`,
  stat_statements_calls: 'calls total_time',
  table_bloat_approx_stattuple: 'dead_tuple_percent | full_table_name',
  table_bloat_approx_summary_sql: 'approx_table_bloat_b',
  table_changes: 'event | table',
  table_io_stats: `heap_blks_hit heap_blks_read idx_blks_hit idx_blks_read tidx_blks_hit tidx_blks_read toast_blks_hit
    toast_blks_read | table_full_name`,
  table_stats: `idx_scan is_part_root n_tup_del n_tup_ins n_tup_upd no_autovacuum seconds_since_last_analyze
    seconds_since_last_vacuum seq_scan table_size_b toast_size_b total_relation_size_b tx_freeze_age
    | schema table_full_name`,
  wal: 'in_recovery_int postmaster_uptime_s xlog_location_b timeline | sys_id',
  wal_size: 'wal_size_b wal_file_count',
};

/** Read as well, and nothing on Heroku can fill them: server files, PL/Python, poolers, Patroni, versions that are not out. */
export const unfillable = [
  'cpu_load',
  'index_bloat',
  'patroni_cluster_unlocked',
  'patroni_dcs_last_seen',
  'patroni_failsafe_mode_is_active',
  'patroni_is_paused',
  'patroni_pending_restart',
  'patroni_postgres_in_archive_recovery',
  'patroni_postgres_running',
  'patroni_postgres_server_version',
  'patroni_postgres_streaming',
  'patroni_postgres_timeline',
  'patroni_postmaster_start_time',
  'patroni_primary',
  'patroni_quorum_standby',
  'patroni_replica',
  'patroni_standby_leader',
  'patroni_sync_standby',
  'patroni_version',
  'patroni_xlog_location',
  'patroni_xlog_paused',
  'patroni_xlog_received_location',
  'patroni_xlog_replayed_location',
  'patroni_xlog_replayed_timestamp',
  'pgbouncer_stats',
  'pgpool_stats',
  'psutil_cpu',
  'psutil_disk',
  'psutil_disk_io_total',
  'psutil_mem',
  'recovery',
  'server_log_event_counts',
  'show_plans_realtime',
  'stat_lock',
];
