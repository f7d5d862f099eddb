import { fullName } from '../fragments/full-name.js';
import { isUserSchema } from '../fragments/user-schemas.js';
import { maxWatched, type WatchedKind } from './watched-kind.js';

interface Grantable {
  type: string;
  name: string;
  acl: string;
  owner: string;
  from: string;
}

const grantables: Grantable[] = [
  {
    type: 'table',
    name: fullName('n.nspname', 'c.relname'),
    acl: 'c.relacl',
    owner: 'c.relowner',
    from: `pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relacl IS NOT NULL AND c.relpersistence <> 't' AND ${isUserSchema('n.nspname')}`,
  },
  {
    type: 'function',
    name: `${fullName('n.nspname', 'p.proname')} || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')'`,
    acl: 'p.proacl',
    owner: 'p.proowner',
    from: `pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE p.proacl IS NOT NULL AND ${isUserSchema('n.nspname')}
      AND NOT EXISTS (
        SELECT 1 FROM pg_catalog.pg_depend e
        WHERE e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')`,
  },
  {
    type: 'schema',
    name: 'pg_catalog.quote_ident(n.nspname)',
    acl: 'n.nspacl',
    owner: 'n.nspowner',
    from: `pg_catalog.pg_namespace n WHERE n.nspacl IS NOT NULL AND ${isUserSchema('n.nspname')}`,
  },
  {
    type: 'database',
    name: 'pg_catalog.quote_ident(d.datname)',
    acl: 'd.datacl',
    owner: 'd.datdba',
    from: 'pg_catalog.pg_database d WHERE d.datacl IS NOT NULL AND d.datname = pg_catalog.current_database()',
  },
];

const grantsOf = ({ type, name, acl, owner, from }: Grantable) => `
  SELECT '${type}' AS object_type, ${name} AS object, ${acl} AS acl, ${owner} AS owner FROM ${from}`;

// What an owner holds by owning is left out: it would say twice that a table was made. So are the functions of extensions,
// which bring their grants with them.
export const privileges: WatchedKind = {
  name: 'privilege',
  sql: `
SELECT DISTINCT
  g.object_type,
  CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END AS tag_role,
  g.object AS tag_object,
  a.privilege_type
FROM (${grantables.map(grantsOf).join(' UNION ALL ')}) g
CROSS JOIN LATERAL pg_catalog.aclexplode(g.acl) a
WHERE a.grantee <> g.owner
LIMIT ${maxWatched + 1}`,
  identity: ['object_type', 'tag_role', 'tag_object', 'privilege_type'],
  state: [],
};
