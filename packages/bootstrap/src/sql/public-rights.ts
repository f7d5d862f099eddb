import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';
import { isMetricView } from './metric-views.js';

/** Those of `schemas` in which everybody has some right, and which we may close. */
export async function findSchemasOpenToPublic(db: Queryable, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ schema: string }>(
    `SELECT n.nspname AS schema FROM pg_catalog.pg_namespace n
      WHERE n.nspname = ANY($1)
        AND pg_catalog.pg_has_role(n.nspowner, 'USAGE')
        AND EXISTS (SELECT FROM pg_catalog.aclexplode(n.nspacl) a WHERE a.grantee = 0)
      ORDER BY 1`,
    [schemas],
  );
  return rows.map((row) => row.schema);
}

export async function closeSchemaToPublic(db: Queryable, schema: string): Promise<void> {
  await db.query(`REVOKE ALL ON SCHEMA ${quoteIdentifier(schema)} FROM PUBLIC`);
}

/** Tables and views in `schemas`, and the metrics' views in public, on which everybody has a right of any kind. */
export async function findTablesOpenToPublic(db: Queryable, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE (n.nspname = ANY($1) OR ${isMetricView}) AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
        AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
        AND (EXISTS (SELECT FROM pg_catalog.aclexplode(c.relacl) a WHERE a.grantee = 0)
             OR EXISTS (SELECT FROM pg_catalog.pg_attribute t CROSS JOIN pg_catalog.aclexplode(t.attacl) a
                         WHERE t.attrelid = c.oid AND a.grantee = 0))
      ORDER BY 1`,
    [schemas],
  );
  return rows.map((row) => row.name);
}

/** ALL takes the rights on columns as well. */
export async function closeTableToPublic(db: Queryable, table: string): Promise<void> {
  await db.query(`REVOKE ALL ON ${table} FROM PUBLIC`);
}
