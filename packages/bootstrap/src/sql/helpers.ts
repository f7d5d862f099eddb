import { type Client, type Queryable, quoteIdentifier, quoteLiteral } from '@pgwatch-heroku/shared';
import { grants } from '../grants.js';
import type { Helper } from './helper-definitions.js';

/** pg_temp last and said: left out, a temporary table would be found before everything else. */
export const helperSearchPath = 'pg_catalog, pg_temp';

export interface InstalledHelper {
  owner: string;
  result: string;
  /** Body, owner, security and search_path are as we want them. */
  isOurs: boolean;
  /** Roles that may execute it, beside its owner; `PUBLIC` for everybody. */
  grantees: string[];
}

const resultOf = (helper: Helper) =>
  `TABLE(${helper.columns.map(([name, type]) => `${quoteIfNeeded(name)} ${type}`).join(', ')})`;
const quoteIfNeeded = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : quoteIdentifier(name));

export async function readHelper(db: Queryable, helper: Helper): Promise<InstalledHelper | undefined> {
  const { rows } = await db.query<InstalledHelper>(
    `SELECT pg_catalog.pg_get_userbyid(p.proowner)::text AS owner,
            pg_catalog.pg_get_function_result(p.oid) AS result,
            p.prosrc = $2 AND p.prosecdef AND l.lanname = 'sql' AND pg_catalog.pg_get_userbyid(p.proowner) = current_user
              AND coalesce(p.proconfig = ARRAY[$3], false) AND pg_catalog.pg_get_function_result(p.oid) = $4 AS "isOurs",
            ARRAY(SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END
                    FROM pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
                   WHERE a.grantee <> p.proowner) AS grantees
       FROM pg_catalog.pg_proc p
       JOIN pg_catalog.pg_language l ON l.oid = p.prolang
      WHERE p.pronamespace = 'public'::regnamespace AND p.proname = $1 AND p.pronargs = 0`,
    [helper.name, helper.body, `search_path=${helperSearchPath}`, resultOf(helper)],
  );
  return rows[0];
}

/** Makes or replaces it; for a moment everybody may execute it, so the caller revokes in the same transaction. */
export async function createHelper(client: Client, helper: Helper): Promise<void> {
  await client.query(
    `CREATE OR REPLACE FUNCTION public.${quoteIdentifier(helper.name)}() RETURNS ${resultOf(helper)}
       LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${helperSearchPath} AS ${quoteLiteral(helper.body)}`,
  );
}

export async function dropHelper(client: Client, helper: Helper): Promise<void> {
  await client.query(`DROP FUNCTION public.${quoteIdentifier(helper.name)}()`);
}

export async function revokeHelper(client: Client, helper: Helper, grantee: string): Promise<void> {
  const from = grantee === 'PUBLIC' ? 'PUBLIC' : quoteIdentifier(grantee);
  await client.query(`REVOKE ALL ON FUNCTION public.${quoteIdentifier(helper.name)}() FROM ${from}`);
}

export async function grantHelper(client: Client, helper: Helper, role: string): Promise<void> {
  await client.query(
    `GRANT ${grants.helpers.rights.join(', ')} ON FUNCTION public.${quoteIdentifier(helper.name)}() TO ${quoteIdentifier(role)}`,
  );
}

/** Names and types of the columns that the installed pg_stat_statements view has. */
export async function readStatementsColumns(db: Queryable, schema: string): Promise<Helper['columns']> {
  const { rows } = await db.query<{ name: string; type: string }>(
    `SELECT a.attname::text AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type
       FROM pg_catalog.pg_attribute a
       JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = 'pg_stat_statements' AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum`,
    [schema],
  );
  return rows.map(({ name, type }) => [name, type]);
}
