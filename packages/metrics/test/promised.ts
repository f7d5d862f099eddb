const recommended = `tag_reco_topic:text tag_object_name:text tag_issue_type:text tag_table_full_name:text recommendation:text
    extra_info:text major_ver:text total_recommendations:int8 index_size_b:int8 affected_count:int8 oids:text index_def:text`;

/** What dashboards and stored history rely on: names, order and types of every column on PostgreSQL 17. */
export const promised: Record<string, string> = {
  db_stats: `numbackends:int8 xact_commit:int8 xact_rollback:int8 blks_read:int8 blks_hit:int8 tup_returned:int8
    tup_fetched:int8 tup_inserted:int8 tup_updated:int8 tup_deleted:int8 conflicts:int8 temp_files:int8 temp_bytes:int8
    deadlocks:int8 blk_read_time:float8 blk_write_time:float8 postmaster_uptime_s:int8 checksum_failures:int8
    checksum_last_failure_s:int8 in_recovery_int:int8 session_time:int8 active_time:int8 idle_in_transaction_time:int8
    sessions:int8 sessions_abandoned:int8 sessions_fatal:int8 sessions_killed:int8 invalid_indexes:int8`,
  backends: `total:int8 instance_total:int8 max_connections:int8 background_workers:int8 active:int8 idle:int8
    idleintransaction:int8 waiting:int8 blocked:int8 longest_waiting_seconds:int8 avg_waiting_seconds:float8
    longest_session_seconds:int8 avg_session_seconds:float8 longest_tx_seconds:int8 avg_tx_seconds:float8
    longest_autovacuum_seconds:int8 longest_query_seconds:int8 avg_query_seconds:float8 max_xmin_age_tx:int8
    av_workers:int8`,
  locks_mode: 'tag_lockmode:text count:int8',
  stat_statements: `tag_queryid:text users:text calls:int8 total_time:float8 rows:int8 shared_blks_hit:int8
    shared_blks_read:int8 shared_blks_written:int8 shared_blks_dirtied:int8 temp_blks_read:int8 temp_blks_written:int8
    blk_read_time:float8 blk_write_time:float8 temp_blk_read_time:float8 temp_blk_write_time:float8 wal_fpi:int8
    wal_bytes:int8 total_plan_time:float8 jit_generation_time:float8`,
  db_size: 'size_b:int8 catalog_size_b:int8 indexes_size_b:int8',
  table_stats: `tag_schema:text tag_table_name:text tag_table_full_name:text table_size_cardinality_mb:text
    is_part_root:int8 table_size_b:int8 total_relation_size_b:int8 toast_size_b:int8 seconds_since_last_vacuum:int8
    seconds_since_last_analyze:int8 no_autovacuum:int8 seq_scan:int8 seq_tup_read:int8 idx_scan:int8
    idx_tup_fetch:int8 n_tup_ins:int8 n_tup_upd:int8 n_tup_del:int8 n_tup_hot_upd:int8 n_live_tup:int8
    n_dead_tup:int8 vacuum_count:int8 autovacuum_count:int8 analyze_count:int8 autoanalyze_count:int8
    tx_freeze_age:int8 last_seq_scan_s:int8`,
  bgwriter: `checkpoints_timed:int8 checkpoints_req:int8 checkpoint_write_time:float8 checkpoint_sync_time:float8
    buffers_checkpoint:int8 buffers_clean:int8 maxwritten_clean:int8 buffers_backend:int8 buffers_backend_fsync:int8
    buffers_alloc:int8 last_reset_s:int8`,
  archiver: 'archived_count:int8 failed_count:int8 is_failing_int:int8 seconds_since_last_failure:int8',
  locks: 'tag_locktype:text count:int8',
  stat_statements_calls: 'calls:int8 total_time:float8 total_plan_time:float8',
  stat_activity: 'tag_queryid:text query:text count:int8',
  replication: `tag_application_name:text tag_usename:text tag_client_info:text sent_lag_b:int8 write_lag_b:int8
    flush_lag_b:int8 replay_lag_b:int8 write_lag_ms:int8 flush_lag_ms:int8 replay_lag_ms:int8 state:text
    sync_state:text is_sync_int:int8 in_recovery_int:int8`,
  replication_slots: `tag_slot_name:text tag_plugin:text plugin:text active:bool non_active_int:int8
    restart_lsn_lag_b:int8 confirmed_flush_lsn_lag_b:int8 xmin_age_tx:int8`,
  wal: 'tag_sys_id:text xlog_location_b:int8 in_recovery_int:int8 postmaster_uptime_s:int8 timeline:int8',
  wal_receiver: 'replay_lag_b:int8 last_replay_s:int8',
  sproc_stats: `tag_schema:text tag_function_name:text tag_function_full_name:text tag_oid:text sp_calls:int8
    self_time:float8 total_time:float8`,
  table_io_stats: `tag_schema:text tag_table_name:text tag_table_full_name:text is_part_root:int8 heap_blks_read:int8
    heap_blks_hit:int8 idx_blks_read:int8 idx_blks_hit:int8 toast_blks_read:int8 toast_blks_hit:int8
    tidx_blks_read:int8 tidx_blks_hit:int8`,
  index_stats: `tag_schema:text tag_index_name:text tag_index_full_name:text tag_table_name:text
    tag_table_full_name:text tag_index_def_hash:text idx_scan:int8 idx_tup_read:int8 idx_tup_fetch:int8
    idx_blks_read:int8 idx_blks_hit:int8 index_size_b:int8 index_full_name_val:text index_def:text is_invalid_int:int8
    is_pk_int:int8 is_uq_or_exc:int8 last_idx_scan_s:int8`,
  sequence_health: 'max_used_pct:float8 p50_used_seq_count:int8 p75_used_seq_count:int8',
  settings: `server_version:text server_version_num:int8 major_version:float8 block_size:int8 max_connections:int8
    hot_standby:text hot_standby_feedback:text fsync:text full_page_writes:text synchronous_commit:text
    wal_compression:text wal_log_hints:text synchronous_standby_names:text shared_buffers:text work_mem:text
    maintenance_work_mem:text effective_cache_size:text default_statistics_target:int8 random_page_cost:float8
    min_wal_size:text max_wal_size:text checkpoint_timeout:text checkpoint_completion_target:text
    max_worker_processes:int8 max_parallel_workers:int8 max_parallel_workers_per_gather:int8 jit:int8
    deadlock_timeout:text data_checksums:text max_wal_senders:int8 max_replication_slots:int8
    max_prepared_transactions:int8 archive_mode:text archive_timeout:text shared_preload_libraries:text
    listen_addresses:text ssl:text autovacuum:text autovacuum_max_workers:int8 autovacuum_vacuum_scale_factor:float8
    autovacuum_vacuum_threshold:float8 autovacuum_analyze_scale_factor:float8 autovacuum_analyze_threshold:float8`,
  table_bloat_approx_summary_sql: 'approx_table_bloat_b:float8 approx_bloat_percentage:int8',
  checkpointer: `num_timed:int8 num_requested:int8 restartpoints_timed:int8 restartpoints_req:int8
    restartpoints_done:int8 write_time:float8 sync_time:float8 buffers_written:int8 last_reset_s:int8`,
  datfrozenxid: 'datfrozenxid_age:int8 datminmxid_age:int8',
  settings_num: 'tag_name:text value:float8',
  postgres_role: 'in_recovery_int:int8',
  stat_io: `tag_backend_type:text reads:int8 read_bytes_mb:int8 read_time_ms:int8 writes:int8 write_bytes_mb:int8
    write_time_ms:int8 writebacks:int8 writeback_bytes_mb:int8 writeback_time_ms:int8 fsyncs:int8 fsync_time_ms:int8
    stats_reset_s:int8`,
  wal_stats: `wal_records:int8 wal_fpi:int8 wal_bytes_kb:int8 wal_buffers_full:int8 wal_write:int8 wal_sync:int8
    wal_write_time:int8 wal_sync_time:int8`,
  wal_size: 'wal_size_b:int8 wal_file_count:int8',
  wait_events: `tag_wait_event_type:text tag_wait_event:text count:int8 avg_query_duration_us:int8
    max_query_duration_us:int8 total_active:int8`,
  blocking_locks: `tag_waiting_locktype:text tag_waiting_user:text tag_waiting_mode:text tag_waiting_table:text
    waiting_query:text waiting_pid:int8 other_locktype:text other_table:text other_query:text other_mode:text
    other_pid:int8 other_user:text`,
  database_conflicts: `confl_tablespace:int8 confl_lock:int8 confl_snapshot:int8 confl_bufferpin:int8
    confl_deadlock:int8`,
  replication_slot_stats: `tag_slot_name:text spill_txns:int8 spill_count:int8 spill_bytes:int8 stream_txns:int8
    stream_count:int8 stream_bytes:int8 total_txns:int8 total_bytes:int8`,
  subscription_stats: 'tag_subname:text apply_error_count:int8 sync_error_count:int8',
  logical_subscriptions: `tag_subname:text subenabled:bool relcount:int8 state_i:int8 state_d:int8 state_s:int8
    state_r:int8`,
  stat_ssl: 'total:int8 on:int8 off:int8',
  unused_indexes: 'tag_index_full_name:text idx_scan:int8 index_size_b:int8',
  invalid_indexes: 'tag_index_full_name:text index_size_b:int8',
  kpi: `wal_location_b:int8 numbackends:int8 active_backends:int8 blocked_backends:int8 kpi_oldest_tx_s:int8 tps:int8
    xact_commit:int8 xact_rollback:int8 blks_read:int8 blks_hit:int8 temp_bytes:int8 seq_scans_on_tbls_gt_10mb:int8
    tup_inserted:int8 tup_updated:int8 tup_deleted:int8 sproc_calls:int8 blk_read_time:float8 blk_write_time:float8
    deadlocks:int8 in_recovery_int:int8 postmaster_uptime_s:int8`,
  analyze_progress: `tag_table_full_name:text pid:int8 phase:text is_autovacuum_int:int8 duration_s:int8
    sample_blks_total:int8 sample_blks_scanned:int8 ext_stats_total:int8 ext_stats_computed:int8
    child_tables_total:int8 child_tables_done:int8`,
  archiver_pending_count: 'archiver_pending_count:int8',
  buffercache_by_db: 'tag_database:text size_b:int8',
  buffercache_by_type: 'tag_relkind:text size_b:int8',
  change_events: 'tag_kind:text objects:text',
  db_size_approx: 'size_b:int8 catalog_size_b:int8',
  index_bloat_approx: `tag_index_full_name:text tag_table_full_name:text index_size_b:int8 approx_bloat_b:int8
    approx_bloat_percentage:float8`,
  recommendations: recommended,
  stat_activity_realtime: `tag_slot:text loose_tag_pid:int8 user:text appname:text ip:text duration_s:int8 waiting:int8
    blocking_pids:text query:text`,
  stat_statements_no_query_text: `tag_queryid:text users:text calls:int8 total_time:float8 rows:int8 shared_blks_hit:int8
    shared_blks_read:int8 shared_blks_written:int8 shared_blks_dirtied:int8 temp_blks_read:int8 temp_blks_written:int8
    blk_read_time:float8 blk_write_time:float8 temp_blk_read_time:float8 temp_blk_write_time:float8 wal_fpi:int8
    wal_bytes:int8 total_plan_time:float8 jit_generation_time:float8`,
  table_bloat_approx: `tag_table_full_name:text table_size_b:int8 approx_bloat_b:int8
    approx_bloat_percentage:float8`,
  table_bloat_approx_stattuple: `tag_full_table_name:text approx_free_percent:float8 approx_free_space_b:int8
    approx_tuple_count:int8 dead_tuple_percent:float8 dead_tuple_len_b:int8`,
  table_bloat_approx_summary: `approx_free_percent:float8 approx_free_space_b:float8 dead_tuple_percent:float8
    dead_tuple_len_b:float8`,
  table_freeze_age: `tag_table_full_name:text tx_freeze_age:int8 multixact_freeze_age:int8 approx_size_b:int8`,
  table_stats_approx: `tag_schema:text tag_table_name:text tag_table_full_name:text table_size_cardinality_mb:text
    is_part_root:int8 table_size_b:int8 total_relation_size_b:int8 toast_size_b:int8 seconds_since_last_vacuum:int8
    seconds_since_last_analyze:int8 no_autovacuum:int8 seq_scan:int8 seq_tup_read:int8 idx_scan:int8
    idx_tup_fetch:int8 n_tup_ins:int8 n_tup_upd:int8 n_tup_del:int8 n_tup_hot_upd:int8 n_live_tup:int8
    n_dead_tup:int8 vacuum_count:int8 autovacuum_count:int8 analyze_count:int8 autoanalyze_count:int8
    tx_freeze_age:int8 last_seq_scan_s:int8`,
  vacuum_progress: `tag_table_full_name:text pid:int8 phase:text is_autovacuum_int:int8 duration_s:int8
    heap_blks_total:int8 heap_blks_scanned:int8 heap_blks_vacuumed:int8 index_vacuum_count:int8
    max_dead_tuple_bytes:int8 dead_tuple_bytes:int8 num_dead_item_ids:int8 indexes_total:int8 indexes_processed:int8`,
  reco_default_public_schema: recommended,
  reco_disabled_triggers: recommended,
  reco_drop_index: recommended,
  reco_nested_views: recommended,
  reco_partial_index_candidates: recommended,
  reco_sprocs_wo_search_path: recommended,
  reco_superusers: recommended,
  configuration_hashes: 'tag_setting:text value:text',
  index_hashes: 'tag_index:text table:text is_valid:text md5:text',
  privilege_hashes: `tag_object_type:text tag_role:text tag_object:text tag_privilege_type:text granted:int8`,
  sproc_hashes: 'tag_oid:text tag_sproc:text md5:text',
  table_hashes: 'tag_table:text md5:text',
};
