import { quoteIdentifier, quoteLiteral } from '@pgwatch-heroku/shared';

export const createRoleSql = (name: string, password: string, attributes: string): string =>
  `CREATE ROLE ${quoteIdentifier(name)} LOGIN PASSWORD ${quoteLiteral(password)} ${attributes}`;

export const createDatabaseSql = (name: string, owner: string, template = 'template0'): string =>
  `CREATE DATABASE ${quoteIdentifier(name)} OWNER ${quoteIdentifier(owner)} TEMPLATE ${quoteIdentifier(template)}`;

export const dropDatabaseSql = (name: string): string =>
  `DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`;

export const dropRoleSql = (name: string): string => `DROP ROLE IF EXISTS ${quoteIdentifier(name)}`;

export const templateLockSql = 'SELECT pg_advisory_lock(hashtext($1))';
