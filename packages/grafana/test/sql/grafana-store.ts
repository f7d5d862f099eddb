import { quoteIdentifier } from '@pgwatch-heroku/shared';

export const countStartsSql = `SELECT table_schema AS schema, (SELECT count(*)::int FROM grafana.migration_log) AS starts
  FROM information_schema.tables WHERE table_name = 'migration_log'`;
export const roleSettingsSql = `SELECT current_setting('statement_timeout') AS timeout,
  current_setting('default_transaction_read_only') AS readonly`;
export const grantCreateSql = (database: string, role: string) =>
  `GRANT CREATE ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(role)}`;
export const makeSchemaToLookIntoSql = (role: string) =>
  `CREATE SCHEMA grafana; GRANT USAGE ON SCHEMA grafana TO ${quoteIdentifier(role)}`;
export const setPasswordSql = (role: string, password: string) =>
  `ALTER ROLE ${quoteIdentifier(role)} PASSWORD '${password}'`;
/** Where Grafana keeps which of its things came from where. */
export const createProvenanceSql = `CREATE TABLE grafana.provenance_type (id serial PRIMARY KEY, org_id bigint NOT NULL,
  record_key varchar(190) NOT NULL, record_type varchar(190) NOT NULL, provenance varchar(190) NOT NULL,
  UNIQUE (record_type, record_key, org_id))`;
export const addProvenanceSql = `INSERT INTO grafana.provenance_type (org_id, record_key, record_type, provenance)
  VALUES (1, $1, $2, $3) ON CONFLICT (record_type, record_key, org_id) DO UPDATE SET provenance = excluded.provenance`;
