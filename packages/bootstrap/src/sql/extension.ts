import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';

/** The schema an extension lives in; undefined when it is not installed. */
export async function findExtensionSchema(db: Queryable, extension: string): Promise<string | undefined> {
  const { rows } = await db.query<{ schema: string }>(
    `SELECT n.nspname AS schema
       FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = $1`,
    [extension],
  );
  return rows[0]?.schema;
}

export async function schemaExists(db: Queryable, schema: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1', [schema]);
  return rowCount === 1;
}

export async function createExtension(db: Queryable, extension: string, schema: string): Promise<void> {
  await db.query(`CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(extension)} WITH SCHEMA ${quoteIdentifier(schema)}`);
}
