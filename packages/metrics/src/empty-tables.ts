/**
 * Tables that published dashboards of pgwatch read and that nothing on Heroku can fill, by what it would take. They are
 * there, empty: a panel then shows no data instead of an error, and the others on its dashboard are left alone.
 */
export const emptyTables: Readonly<Record<string, readonly string[]>> = {
  'PL/Python or programs on the server': [
    'backup_age_pgbackrest',
    'backup_age_walg',
    'cpu_load',
    'psutil_cpu',
    'psutil_disk',
    'psutil_disk_io_total',
    'psutil_mem',
    'smart_health_per_disk',
    'vmstat',
  ],
  'the log files of the server': ['server_log_event_counts'],
  'a connection pooler of its own': ['pgbouncer_clients', 'pgbouncer_stats', 'pgpool_processes', 'pgpool_stats'],
  'a cluster under Patroni': [
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
  ],
  'an extension that is not offered': ['reco_add_index', 'show_plans_realtime'],
  'a version of PostgreSQL that is not out': ['autovacuum_scores', 'recovery', 'stat_lock'],
  // index_bloat_approx has what can be known without reading every index.
  'a metric that pgwatch itself lacks': ['index_bloat'],
};
