/**
 * Sessions stand beside Grafana's own tables: this app's role sees nothing else. Grafana once had a table `session`
 * itself.
 */
export const sessionTable = { schemaName: 'grafana', tableName: 'pgwatch2_session' };

const name = `${sessionTable.schemaName}.${sessionTable.tableName}`;

/** As connect-pg-simple wants it. Looked for first: CREATE SCHEMA asks for a right even where there is nothing to do. */
export const findSchemaSql = 'SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1';
export const createSchemaSql = `CREATE SCHEMA IF NOT EXISTS ${sessionTable.schemaName}`;
export const createTableSql = `
  CREATE TABLE IF NOT EXISTS ${name} (sid varchar PRIMARY KEY, sess json NOT NULL, expire timestamp(6) NOT NULL)`;
export const createIndexSql = `
  CREATE INDEX IF NOT EXISTS ${sessionTable.tableName}_expire_idx ON ${name} (expire)`;
