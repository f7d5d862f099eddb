import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';

export async function roleExists(db: Queryable, role: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1', [role]);
  return rowCount === 1;
}

/**
 * The credential that `login` stands for. While Heroku rotates credential NAME, apps log in as NAME-rotating, a member of
 * NAME that is dropped half an hour later: what it were given would be lost, or keep it from being dropped.
 */
export async function credentialOf(db: Queryable, login: string): Promise<string> {
  const { rows } = await db.query<{ credential: string }>(
    `SELECT c.rolname AS credential FROM pg_catalog.pg_roles l JOIN pg_catalog.pg_roles c ON l.rolname = c.rolname || '-rotating'
      WHERE l.rolname = $1 AND pg_catalog.pg_has_role(l.oid, c.oid, 'USAGE')`,
    [login],
  );
  return rows[0]?.credential ?? login;
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
