export const sourceIdSql = 'SELECT id FROM pgwatch2.source WHERE name = $1';

export const collectorSeenSql = `UPDATE pgwatch2.collector SET seen_at = now() - interval '10 minutes'`;

/** Names that the schema's rule for attached sources does not allow, and its table does. */
export const renameSourceSql = 'UPDATE pgwatch2.source SET name = $2 WHERE id = $1';

export const resumeAllSql = 'UPDATE pgwatch2.source SET is_enabled = true';

export const pauseAllSql = 'UPDATE pgwatch2.source SET is_enabled = false';

export const forgetMigrationSql =
  'DELETE FROM pgwatch2.pgmigrations WHERE name = (SELECT max(name) FROM pgwatch2.pgmigrations)';

export const forgetStatesSql = 'DELETE FROM pgwatch2.source_metric';

/** As at 85 %: history is shortened, and everything is still stored. */
export const shortenHistorySql = 'UPDATE pgwatch2.storage SET core_only_since = NULL';

export const enoughRoomSql = 'UPDATE pgwatch2.storage SET core_only_since = NULL, level = 0';

export const insertStorageSql = `
INSERT INTO pgwatch2.storage (checked_at, size_bytes, budget_bytes, budget_origin, level, level_since, core_only_since,
  raw_days, ten_minutes_days, retention_days, growth_bytes_per_day)
VALUES (now(), 900 * 1024 * 1024, 1000 * 1024 * 1024, 'setting', 2, now(), now(), 7, 40, 100, 31 * 1024 * 1024)`;

export const auditTextSql = 'SELECT a::text FROM pgwatch2.audit a';

/** Also of the tables that hold what stands for a secret. */
export const sourceTextSql = `SELECT s::text FROM pgwatch2.source s UNION ALL SELECT t::text FROM pgwatch2.api_token t
UNION ALL SELECT d::text FROM pgwatch2.discovery d UNION ALL SELECT v::text FROM pgwatch2.viewer v UNION ALL SELECT p::text FROM pgwatch2.admin_password p`;

export const deletedLongAgoSql = `UPDATE pgwatch2.source SET deleted_at = now() - interval '10 minutes'
WHERE deleted_at IS NOT NULL`;

export const samplesOfSql = 'SELECT count(*)::int AS count FROM samples.db_stats WHERE source_id = $1';

export const forgetFindingsSql = 'DELETE FROM pgwatch2.source_finding';

export const listFindingsSql = 'SELECT source_id FROM pgwatch2.source_finding';

export const callWellSql = `UPDATE pgwatch2.source_finding SET level = NULL, text = NULL
WHERE source_id = (SELECT id FROM pgwatch2.source WHERE name = $1)`;

/** Load and memory by the views that dashboards read. */
export const drainedSql = `SELECT l.time, (l.data ->> 'load_1min')::float8 AS load, (m.data ->> 'total')::float8 AS total,
  (m.data ->> 'available')::float8 AS available, (m.data ->> 'percent')::float8 AS percent
FROM public.cpu_load l LEFT JOIN public.psutil_mem m USING (time, dbname) WHERE dbname = $1 ORDER BY l.time`;

export const addSilentSql = `INSERT INTO pgwatch2.source (name, variable) SELECT name, name || '_URL' FROM unnest($1::text[]) name`;

export const dueSql = 'UPDATE pgwatch2.discovery SET next_run_at = now(), ran_at = NULL';

export const renameDatabaseSql = (from: string, to: string): string => `ALTER DATABASE "${from}" RENAME TO "${to}"`;

export const connectionsToSql = 'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = $1';
