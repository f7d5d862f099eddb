/** As every Grafana begins: in the first schema of its connection's path. */
export const setPathSql = "SELECT set_config('search_path', quote_ident($1), false)";
export const createLogSql =
  'CREATE TABLE IF NOT EXISTS migration_log (id serial PRIMARY KEY, migration_id varchar(255) NOT NULL)';
export const addStartSql = `INSERT INTO migration_log (migration_id) VALUES ('start')`;
