import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';
import { grants } from '../grants.js';
import { helperSearchPath } from './helpers.js';

/** Without CASCADE: what somebody built on it keeps it where it is. */
export async function dropExtension(db: Queryable, extension: string): Promise<void> {
  await db.query(`DROP EXTENSION IF EXISTS ${quoteIdentifier(extension)}`);
}

export async function revokeRole(db: Queryable, role: string, member: string): Promise<void> {
  await db.query(`REVOKE ${quoteIdentifier(role)} FROM ${quoteIdentifier(member)}`);
}

export async function revokeSchemaRights(db: Queryable, schema: string, role: string): Promise<void> {
  const rights = grants.monitorSchemas.rights.join(', ');
  await db.query(`REVOKE ${rights} ON SCHEMA ${quoteIdentifier(schema)} FROM ${quoteIdentifier(role)}`);
}

/** Whether a function of this name is one of our helpers, of this version of the code or an older one. */
export async function isHelperOfOurs(db: Queryable, name: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM pg_catalog.pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND p.proname = $1 AND p.pronargs = 0
        AND p.prosecdef AND p.proconfig = ARRAY[$2] AND pg_catalog.pg_has_role(p.proowner, 'USAGE')`,
    [name, `search_path=${helperSearchPath}`],
  );
  return rowCount === 1;
}

export async function dropHelperFunction(db: Queryable, name: string): Promise<void> {
  await db.query(`DROP FUNCTION public.${quoteIdentifier(name)}()`);
}
