import type { Queryable } from '@pgwatch-heroku/shared';

/** Tables that pgbench did not make, by name; at most so many as an error names. */
export async function findForeignTables(db: Queryable, limit = 5): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm', 'f')
        AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '_heroku', 'heroku_ext')
        AND NOT (n.nspname = 'public' AND c.relname IN
          ('pgbench_accounts', 'pgbench_branches', 'pgbench_history', 'pgbench_tellers'))
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
          WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
      ORDER BY 1 LIMIT $1`,
    [limit],
  );
  return rows.map(({ name }) => name);
}
