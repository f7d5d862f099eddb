import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';
import { ourSchemas } from '../our-objects.js';

/** Schemas of ours in which everybody has some right. */
export async function findSchemasOpenToPublic(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ schema: string }>(
    `SELECT n.nspname AS schema FROM pg_catalog.pg_namespace n
      WHERE n.nspname = ANY($1)
        AND EXISTS (SELECT FROM pg_catalog.aclexplode(n.nspacl) a WHERE a.grantee = 0)
      ORDER BY 1`,
    [ourSchemas],
  );
  return rows.map((row) => row.schema);
}

/** Closing the schema closes what is in it, whatever rights hang on the objects themselves. */
export async function closeSchemaToPublic(db: Queryable, schema: string): Promise<void> {
  await db.query(`REVOKE ALL ON SCHEMA ${quoteIdentifier(schema)} FROM PUBLIC`);
}
