/** Tables, indexes, TOAST, views, types: all but PostgreSQL's own, whose oids end below this. As /metrics counts. */
export const relationsSql = 'SELECT count(*) AS relations FROM pg_class WHERE oid >= 16384';

export const createExtensionsSql = ['pg_stat_statements', 'pg_buffercache', 'pgstattuple']
  .map((name) => `CREATE EXTENSION IF NOT EXISTS ${name}`)
  .join(';');

export const databaseSizeSql = 'SELECT pg_database_size(current_database()) AS size';

export const vacuumCatalogSql = `VACUUM pg_attribute, pg_class, pg_constraint, pg_depend, pg_description, pg_index,
  pg_inherits, pg_statistic, pg_type`;
