import { quoteIdentifier as q } from '@pgwatch-heroku/shared';

/** SQL that people copy; never run by us. */
export const grantMonitorSql = (role: string): string => `GRANT pg_monitor TO ${q(role)};`;

/** All that monitoring needs, for a role that has nothing. */
export const minimalRightsSql = (role: string): string =>
  `GRANT pg_monitor TO ${q(role)};\nGRANT USAGE ON SCHEMA public TO ${q(role)};`;

export const revokeRolesSql = (roles: readonly string[], from: string): string =>
  `REVOKE ${roles.map(q).join(', ')} FROM ${q(from)};`;

export const createExtensionSql = (names: readonly string[]): string =>
  names.map((name) => `CREATE EXTENSION ${q(name)};`).join('\n');

export const updateExtensionSql = (name: string): string => `ALTER EXTENSION ${q(name)} UPDATE;`;

export const usageSql = (schema: string, role: string): string => `GRANT USAGE ON SCHEMA ${q(schema)} TO ${q(role)};`;

export const databaseSettingSql = (database: string, setting: string, value: string): string =>
  `ALTER DATABASE ${q(database)} SET ${setting} = ${value};`;

export const pinHelperSql = (name: string): string =>
  `ALTER FUNCTION public.${q(name)}() SET search_path = pg_catalog, pg_temp;`;

export const closeHelperSql = (name: string, role: string): string =>
  `REVOKE ALL ON FUNCTION public.${q(name)}() FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION public.${q(name)}() TO ${q(role)};`;

export const grantHelperSql = (name: string, role: string): string =>
  `GRANT EXECUTE ON FUNCTION public.${q(name)}() TO ${q(role)};`;

export const dropSlotSql = (name: string): string =>
  `SELECT pg_drop_replication_slot('${name.replaceAll("'", "''")}');`;

export const resumeReplaySql = 'SELECT pg_wal_replay_resume();';

export const whoIsConnectedSql = `SELECT usename, application_name, state, count(*) FROM pg_stat_activity
WHERE datname = current_database() GROUP BY 1, 2, 3 ORDER BY 4 DESC;`;

export const biggestTablesSql = `SELECT relid::regclass, pg_size_pretty(pg_total_relation_size(relid))
FROM pg_stat_user_tables ORDER BY pg_total_relation_size(relid) DESC LIMIT 20;`;
