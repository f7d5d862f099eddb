import { quoteIdentifier } from '@pgwatch-heroku/shared';

export const countStartsSql = `SELECT table_schema AS schema, (SELECT count(*)::int FROM grafana.migration_log) AS starts
  FROM information_schema.tables WHERE table_name = 'migration_log'`;
export const roleSettingsSql = `SELECT current_setting('statement_timeout') AS timeout,
  current_setting('default_transaction_read_only') AS readonly`;
export const grantCreateSql = (database: string, role: string) =>
  `GRANT CREATE ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(role)}`;
export const setPasswordSql = (role: string, password: string) =>
  `ALTER ROLE ${quoteIdentifier(role)} PASSWORD '${password}'`;
