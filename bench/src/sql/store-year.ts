/** Of the schemas of ours: tables, indexes, and the TOAST tables and indexes that belong to them. */
export const relationsSql = `
WITH own AS (
  SELECT oid, reltoastrelid FROM pg_class
  WHERE relnamespace IN ('samples'::regnamespace, 'pgwatch2'::regnamespace) AND relkind IN ('r', 'p', 'i', 'I')
)
SELECT (SELECT count(*) FROM own)
  + (SELECT 2 * count(*) FROM own WHERE reltoastrelid <> 0) AS relations`;

export const createExtensionsSql = ['pg_stat_statements', 'pg_buffercache', 'pgstattuple']
  .map((name) => `CREATE EXTENSION IF NOT EXISTS ${name}`)
  .join(';');

export const databaseSizeSql = 'SELECT pg_database_size(current_database()) AS size';

export const vacuumCatalogSql = `VACUUM pg_attribute, pg_class, pg_constraint, pg_depend, pg_description, pg_index,
  pg_inherits, pg_statistic, pg_type`;
