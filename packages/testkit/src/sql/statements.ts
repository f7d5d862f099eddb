import { quoteIdentifier, quoteLiteral } from '@pgwatch-heroku/shared';

export const createRoleSql = (name: string, password: string, attributes: string): string =>
  `CREATE ROLE ${quoteIdentifier(name)} LOGIN PASSWORD ${quoteLiteral(password)} ${attributes}`;

export const createDatabaseSql = (name: string, owner: string, template = 'template0'): string =>
  `CREATE DATABASE ${quoteIdentifier(name)} OWNER ${quoteIdentifier(owner)} TEMPLATE ${quoteIdentifier(template)}`;

export const dropDatabaseSql = (name: string): string =>
  `DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`;

export const dropRoleSql = (name: string): string => `DROP ROLE IF EXISTS ${quoteIdentifier(name)}`;

export const templateLockSql = 'SELECT pg_advisory_lock(hashtext($1))';

export const findDatabaseSql = 'SELECT 1 FROM pg_database WHERE datname = $1';

export const renameDatabaseSql = (from: string, to: string): string =>
  `ALTER DATABASE ${quoteIdentifier(from)} RENAME TO ${quoteIdentifier(to)}`;

export const grantMonitoringSql = (role: string): string =>
  `GRANT pg_monitor TO ${quoteIdentifier(role)} WITH ADMIN OPTION`;
