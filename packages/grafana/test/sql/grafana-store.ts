export const countStartsSql = `SELECT table_schema AS schema, (SELECT count(*)::int FROM grafana.migration_log) AS starts
  FROM information_schema.tables WHERE table_name = 'migration_log'`;
export const roleSettingsSql = `SELECT current_setting('statement_timeout') AS timeout,
  current_setting('default_transaction_read_only') AS readonly`;
