import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';

export type SchemaRight = 'USAGE' | 'CREATE';

/** Which of the schemas are there and lack one of the rights for `role`. */
export async function findSchemasWithout(
  db: Queryable,
  schemas: readonly string[],
  role: string,
  rights: readonly SchemaRight[],
): Promise<string[]> {
  const { rows } = await db.query<{ schema: string }>(
    `SELECT n.nspname AS schema FROM pg_catalog.pg_namespace n
      WHERE n.nspname = ANY($1)
        AND NOT (SELECT bool_and(pg_catalog.has_schema_privilege($2::name, n.oid, r)) FROM unnest($3::text[]) r)
      ORDER BY 1`,
    [schemas, role, rights],
  );
  return rows.map((row) => row.schema);
}

export async function grantSchemaRights(
  db: Queryable,
  schema: string,
  role: string,
  rights: readonly SchemaRight[],
): Promise<void> {
  await db.query(`GRANT ${rights.join(', ')} ON SCHEMA ${quoteIdentifier(schema)} TO ${quoteIdentifier(role)}`);
}

/** Returns whether it had to be made. */
export async function createSchema(db: Queryable, schema: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1', [schema]);
  if (rowCount === 1) return false;
  await db.query(`CREATE SCHEMA ${quoteIdentifier(schema)}`);
  return true;
}

/** Whether `role` owns it, itself or as a member of its owner. */
export async function isSchemaOf(db: Queryable, schema: string, role: string): Promise<boolean> {
  const { rowCount } = await db.query(
    "SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1 AND pg_catalog.pg_has_role($2::name, nspowner, 'USAGE')",
    [schema, role],
  );
  return rowCount === 1;
}

export async function giveSchema(db: Queryable, schema: string, role: string): Promise<void> {
  await db.query(`ALTER SCHEMA ${quoteIdentifier(schema)} OWNER TO ${quoteIdentifier(role)}`);
}
