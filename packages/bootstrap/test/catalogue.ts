import type { Client } from '@pgwatch-heroku/shared';

/** aclitem[] in one form: written out when it is the default, and in one order. */
const acl = (column: string, kind: string, owner: string) =>
  `ARRAY(SELECT a::text FROM unnest(coalesce(${column}, acldefault('${kind}', ${owner}))) a ORDER BY 1)`;

/** One query per catalogue: everything in it that a bootstrap could leave something in. */
const queries = {
  functions: `SELECT p.oid::regprocedure::text AS name, p.prosrc, p.proowner::regrole::text AS owner, p.proconfig,
      ${acl('p.proacl', 'f', 'p.proowner')} AS acl FROM pg_proc p
     WHERE p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) ORDER BY 1`,
  schemas: `SELECT n.nspname, n.nspowner::regrole::text AS owner, ${acl('n.nspacl', 'n', 'n.nspowner')} AS acl
      FROM pg_namespace n WHERE n.nspname !~ '^pg_(toast|temp)' ORDER BY 1`,
  relations: `SELECT c.oid::regclass::text AS name, c.relkind, c.relowner::regrole::text AS owner, c.relacl::text AS acl
      FROM pg_class c WHERE c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace,
        'pg_toast'::regnamespace) ORDER BY 1`,
  types: `SELECT t.oid::regtype::text AS name FROM pg_type t
     WHERE t.typnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace,
        'pg_toast'::regnamespace) ORDER BY 1`,
  memberships: `SELECT roleid::regrole::text AS role, member::regrole::text AS member, admin_option
      FROM pg_auth_members ORDER BY 1, 2, 3`,
  extensions: `SELECT extname, extnamespace::regnamespace::text AS schema, extowner::regrole::text AS owner, extversion
      FROM pg_extension ORDER BY 1`,
  defaults: `SELECT defaclrole::regrole::text AS role, defaclnamespace::regnamespace::text AS schema, defaclobjtype,
      defaclacl::text AS acl FROM pg_default_acl ORDER BY 1, 2, 3`,
  comments: `SELECT d.classoid::regclass::text AS class, d.objsubid, d.description FROM pg_description d
      JOIN pg_proc p ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid AND p.oid >= 16384
     UNION ALL
     SELECT d.classoid::regclass::text, d.objsubid, d.description FROM pg_description d
      WHERE d.classoid <> 'pg_proc'::regclass AND d.objoid >= 16384 ORDER BY 1, 2, 3`,
  settings: `SELECT setdatabase, setrole::regrole::text AS role, setconfig FROM pg_db_role_setting
      WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY 1, 2`,
  database: `SELECT datacl::text AS acl, datdba::regrole::text AS owner FROM pg_database
      WHERE datname = current_database()`,
} as const;

/** The parts of the catalogue that say what is in a database and who may do what. `roles` picks the memberships. */
export async function readCatalogue(
  client: Client,
  roles: readonly string[],
): Promise<Record<string, Record<string, unknown>[]>> {
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const [name, sql] of Object.entries(queries)) found[name] = (await client.query(sql)).rows;
  // The cluster is shared by tests that run at the same time, and memberships are the cluster's.
  found['memberships'] = (found['memberships'] ?? []).filter(({ member }) => roles.includes(String(member)));
  return found;
}
