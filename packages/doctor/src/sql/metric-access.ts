/** Before SQL that people wrote is looked at: a transaction that has asked something cannot be made one that writes. */
export const beginLookSql = `BEGIN READ ONLY; SET LOCAL statement_timeout = '2s'; SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL jit = off; SELECT 1; SAVEPOINT doctor`;

export const backSql = 'ROLLBACK TO SAVEPOINT doctor';
export const endLookSql = 'ROLLBACK';

/** Has the server check names and rights of a query, and run nothing of it. */
export const describeSql = (sql: string): string => `SELECT /* pgwatch-heroku */ * FROM (${sql}\n) m LIMIT 0`;

export const availableExtensionsSql = `SELECT /* pgwatch-heroku */ a.name::text, a.installed_version IS NOT NULL AS "isInstalled"
FROM pg_catalog.pg_available_extensions a WHERE a.name = ANY ($1::text[])`;
