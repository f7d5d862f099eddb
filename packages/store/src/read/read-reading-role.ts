import type { Queryable } from '@pgwatch-heroku/shared';

/** What the role of Grafana's data source may do in the Collector DB. */
export interface ReadingRole {
  canReadSamples: boolean;
  /** Sessions, password hashes or sealed URLs, or any change: more than a data source is to have. */
  hasTooMuch: boolean;
}

/** Undefined where there is no such role. */
export async function readReadingRole(db: Queryable, role: string): Promise<ReadingRole | undefined> {
  const { rows } = await db.query<ReadingRole>(
    `SELECT has_schema_privilege(r.oid, 'samples', 'USAGE') AND has_schema_privilege(r.oid, 'pgwatch2', 'USAGE')
         AND coalesce(bool_and(has_table_privilege(r.oid, c.oid, 'SELECT')), true) AS "canReadSamples",
       bool_or(has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')) IS TRUE
         OR has_table_privilege(r.oid, 'pgwatch2.session', 'SELECT')
         OR has_column_privilege(r.oid, 'pgwatch2.source', 'sealed_url', 'SELECT')
         OR has_column_privilege(r.oid, 'pgwatch2.discovery', 'sealed_url', 'SELECT')
         OR has_schema_privilege(r.oid, 'samples', 'CREATE') AS "hasTooMuch"
     FROM pg_catalog.pg_roles r
     LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = 'samples'::regnamespace AND c.relkind IN ('r', 'p')
     WHERE r.rolname = $1 GROUP BY r.oid`,
    [role],
  );
  return rows[0];
}
