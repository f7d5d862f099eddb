import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';

/** Whether the schema is there and this role may make tables in it. */
export async function readSchemaRights(
  db: Queryable,
  schema: string,
): Promise<{ exists: boolean; canCreate: boolean }> {
  const { rows } = await db.query<{ can_create: boolean }>(
    // One by one: of several in one text, any is enough.
    `SELECT pg_catalog.has_schema_privilege(oid, 'USAGE') AND pg_catalog.has_schema_privilege(oid, 'CREATE') AS can_create
       FROM pg_catalog.pg_namespace WHERE nspname = $1`,
    [schema],
  );
  return { exists: rows.length > 0, canCreate: rows[0]?.can_create ?? false };
}

export async function createSchema(db: Queryable, schema: string): Promise<void> {
  await db.query(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}`);
}

/** Whether the tree of notification policies came out of a provisioning file; Grafana keeps that with every reset. */
export async function hasProvisionedPolicies(db: Queryable, schema: string): Promise<boolean> {
  const table = `${quoteIdentifier(schema)}.provenance_type`;
  // Not there before Grafana's first start.
  const { rows: tables } = await db.query<{ exists: boolean }>(
    'SELECT pg_catalog.to_regclass($1) IS NOT NULL AS exists',
    [table],
  );
  if (!tables[0]?.exists) return false;
  const { rows } = await db.query(
    `SELECT FROM ${table} WHERE record_type = 'route' AND org_id = 1 AND provenance = 'file'`,
  );
  return rows.length > 0;
}

/** Settings that the role of this connection has from its next login on, however it logs in. */
export async function limitOwnRole(db: Queryable, settings: Readonly<Record<string, string>>): Promise<void> {
  const { rows } = await db.query<{ present: string[] | null }>(
    `SELECT s.setconfig AS present FROM pg_catalog.pg_db_role_setting s
       JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
      WHERE s.setdatabase = 0 AND r.rolname = current_user`,
  );
  const present = rows[0]?.present ?? [];
  for (const [name, value] of Object.entries(settings)) {
    if (present.includes(`${name}=${value}`)) continue;
    await db.query(`ALTER ROLE CURRENT_USER SET ${quoteIdentifier(name)} = '${value}'`);
  }
}
