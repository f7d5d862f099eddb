import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';

export async function roleExists(db: Queryable, role: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1', [role]);
  return rowCount === 1;
}

/** Whether `member` has the rights of `role`, directly or through others. */
export async function hasRightsOf(db: Queryable, member: string, role: string): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>(
    "SELECT pg_catalog.pg_has_role($1::name, $2::name, 'USAGE') AS has",
    [member, role],
  );
  return rows[0]?.has === true;
}

export async function grantRole(db: Queryable, role: string, member: string): Promise<void> {
  await db.query(`GRANT ${quoteIdentifier(role)} TO ${quoteIdentifier(member)}`);
}

/** Whether we may give objects to `role`. PostgreSQL 16 asks for SET on it apart from membership. */
export async function canActAs(db: Queryable, role: string, versionNum: number): Promise<boolean> {
  const sql =
    versionNum >= 160_000
      ? "SELECT pg_catalog.pg_has_role($1::name, 'USAGE') AND pg_catalog.pg_has_role($1::name, 'SET') AS can"
      : "SELECT pg_catalog.pg_has_role($1::name, 'USAGE') AS can";
  const { rows } = await db.query<{ can: boolean }>(sql, [role]);
  return rows[0]?.can === true;
}
