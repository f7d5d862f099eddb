import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';
import { isMetricView } from './metric-views.js';

/**
 * Everything in our schemas as (kind, name, owner, rank); the operators of the metrics' data types live in public, where they
 * are found without a search_path. Not listed, because they follow their table: indexes, sequences of
 * columns, row types, toast tables. Tables rank first: a view reads its table with its own owner's rights.
 */
const ourObjectsSql = `
  SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                        WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS kind,
         pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
         c.relowner AS owner,
         CASE WHEN c.relkind IN ('r', 'p') THEN 1 ELSE 2 END AS rank
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'c')
     AND NOT (c.relkind = 'S' AND EXISTS (
           SELECT FROM pg_catalog.pg_depend d
            WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
              AND d.refclassid = 'pg_catalog.pg_class'::regclass))
     AND (n.nspname = ANY($1)
          OR 'samples' = ANY($1) AND ${isMetricView})
  UNION ALL
  SELECT 'ROUTINE', p.oid::regprocedure::text, p.proowner, 3
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname = ANY($1)
  UNION ALL
  SELECT 'OPERATOR', pg_catalog.format('%I.%s (%s, %s)', n.nspname, o.oprname,
           CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprleft, NULL) END,
           pg_catalog.format_type(o.oprright, NULL)), o.oprowner, 4
    FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
   WHERE EXISTS (SELECT FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace s ON s.oid = t.typnamespace
                  WHERE t.oid IN (o.oprleft, o.oprright) AND s.nspname = ANY($1))
  UNION ALL
  SELECT 'TYPE', pg_catalog.format('%I.%I', n.nspname, t.typname), t.typowner, 5
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
   WHERE n.nspname = ANY($1) AND t.typtype IN ('d', 'e', 'r')`;

export interface OwnedObject {
  kind: string;
  name: string;
}

/**
 * Objects in `schemas`, and with `samples` the metrics' views in public, that `role` does not own, neither itself nor as
 * a member of their owner.
 */
export async function findForeignObjects(
  db: Queryable,
  schemas: readonly string[],
  role: string,
): Promise<OwnedObject[]> {
  const { rows } = await db.query<OwnedObject>(
    `SELECT kind, name FROM (${ourObjectsSql}) o
      WHERE NOT pg_catalog.pg_has_role($2::name, o.owner, 'USAGE') ORDER BY rank, name`,
    [schemas, role],
  );
  return rows;
}

/** All of them or none. */
export async function giveObjectsTo(db: Queryable, objects: readonly OwnedObject[], role: string): Promise<void> {
  const owner = quoteIdentifier(role);
  await db.query(objects.map(({ kind, name }) => `ALTER ${kind} ${name} OWNER TO ${owner}`).join(';\n'));
}
