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
  'an extension that is not offered': ['reco_add_index', 'show_plans_realtime'],
  'a version of PostgreSQL that is not out': ['autovacuum_scores', 'recovery', 'stat_lock'],
  // index_bloat_approx has what can be known without reading every index.
  'a metric that pgwatch itself lacks': ['index_bloat'],
};
