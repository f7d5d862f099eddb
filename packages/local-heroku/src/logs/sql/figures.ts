/** One row with what the `sample#` lines and `heroku pg:info` say of a database. */
export const figuresSql = `
  SELECT current_setting('server_version') AS version,
         pg_current_xact_id()::text AS current_transaction,
         pg_database_size(current_database()) AS db_size,
         (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
          WHERE relkind = 'r' AND nspname NOT IN ('pg_catalog', 'information_schema')) AS tables,
         (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()) AS connections,
         (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS waiting,
         (SELECT coalesce(sum(idx_blks_hit)::float8 / nullif(sum(idx_blks_hit + idx_blks_read), 0), 0)
          FROM pg_statio_user_indexes) AS index_hit_rate,
         (SELECT coalesce(sum(heap_blks_hit)::float8 / nullif(sum(heap_blks_hit + heap_blks_read), 0), 0)
          FROM pg_statio_user_tables) AS table_hit_rate,
         (SELECT blks_read::float8 FROM pg_stat_database WHERE datname = current_database()) AS blocks_read,
         (SELECT (buffers_clean + (SELECT coalesce(sum(writes), 0) FROM pg_stat_io))::float8 FROM pg_stat_bgwriter) AS blocks_written,
         (SELECT coalesce(sum(size), 0)::float8 FROM pg_ls_waldir()) AS wal_bytes,
         (SELECT setting::float8 * 1048576 FROM pg_settings WHERE name = 'max_wal_size') AS max_wal_bytes,
         (SELECT coalesce(sum(size), 0)::float8 FROM pg_ls_tmpdir()) AS temp_bytes,
         (SELECT setting::float8 * 8 FROM pg_settings WHERE name = 'shared_buffers') AS shared_buffers_kb,
         extract(epoch FROM now() - pg_postmaster_start_time())::float8 AS uptime_seconds`;
