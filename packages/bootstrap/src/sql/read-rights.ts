import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';
import { grants } from '../grants.js';
import { isMetricView } from './metric-views.js';

/** Tables and views in `schemas`, and the metrics' views in public, that `role` may not read and we may open. */
export async function findTablesNotReadable(
  db: Queryable,
  schemas: readonly string[],
  role: string,
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE (n.nspname = ANY($1) AND c.relkind IN ('r', 'p', 'v', 'm') OR ${isMetricView})
        AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
        AND NOT pg_catalog.has_table_privilege($2::name, c.oid, 'SELECT')
      ORDER BY 1`,
    [schemas, role],
  );
  return rows.map((row) => row.name);
}

export async function grantReading(db: Queryable, tables: readonly string[], role: string): Promise<void> {
  await db.query(`GRANT ${grants.grafanaTables.rights.join(', ')} ON ${tables.join(', ')} TO ${quoteIdentifier(role)}`);
}

/** Those of `columns` that exist in `schema.table`, that `role` may not read, and that we may open. */
export async function findColumnsNotReadable(
  db: Queryable,
  schema: string,
  table: string,
  columns: readonly string[],
  role: string,
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT a.attname AS name
       FROM pg_catalog.pg_attribute a
       JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = $2 AND a.attname = ANY($3) AND NOT a.attisdropped
        AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
        AND NOT pg_catalog.has_column_privilege($4::name, c.oid, a.attnum, 'SELECT')
      ORDER BY a.attnum`,
    [schema, table, columns, role],
  );
  return rows.map((row) => row.name);
}

export async function grantReadingColumns(
  db: Queryable,
  schema: string,
  table: string,
  columns: readonly string[],
  role: string,
): Promise<void> {
  const list = columns.map(quoteIdentifier).join(', ');
  const name = `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
  const rights = grants.grafanaColumns.rights.map((right) => `${right} (${list})`).join(', ');
  await db.query(`GRANT ${rights} ON ${name} TO ${quoteIdentifier(role)}`);
}

/** Schemas in which tables that `maker` makes from now on would be closed to `role`. */
export async function findSchemasWithoutFutureReading(
  db: Queryable,
  schemas: readonly string[],
  { maker, role }: { maker: string; role: string },
): Promise<string[]> {
  const { rows } = await db.query<{ schema: string }>(
    `SELECT n.nspname AS schema
       FROM pg_catalog.pg_namespace n
      WHERE n.nspname = ANY($1)
        AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl) a
           WHERE d.defaclnamespace = n.oid AND d.defaclobjtype = 'r'
             AND pg_catalog.pg_get_userbyid(d.defaclrole) = $3
             AND pg_catalog.pg_get_userbyid(a.grantee) = $2 AND a.privilege_type = 'SELECT')
      ORDER BY 1`,
    [schemas, role, maker],
  );
  return rows.map((row) => row.schema);
}

export async function grantFutureReading(
  db: Queryable,
  schema: string,
  { maker, role }: { maker: string; role: string },
): Promise<void> {
  await db.query(
    `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteIdentifier(maker)} IN SCHEMA ${quoteIdentifier(schema)} GRANT ${grants.grafanaFuture.rights.join(', ')} ON TABLES TO ${quoteIdentifier(role)}`,
  );
}

export interface Excess {
  name: string;
  rights: string[];
}

/**
 * Rights that `role` itself holds on tables and views of `schemas` beyond reading; in those of `closedSchemas` reading
 * a whole table is too much as well.
 */
export async function findExcessRights(
  db: Queryable,
  schemas: readonly string[],
  closedSchemas: readonly string[],
  role: string,
): Promise<Excess[]> {
  const { rows } = await db.query<Excess>(
    `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
            array_agg(DISTINCT a.privilege_type ORDER BY a.privilege_type) AS rights
       FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN pg_catalog.aclexplode(c.relacl) a
      WHERE (n.nspname = ANY($1) OR ${isMetricView}) AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
        AND pg_catalog.pg_get_userbyid(a.grantee) = $3
        AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
        AND (a.privilege_type <> 'SELECT' OR n.nspname = ANY($2))
      GROUP BY 1 ORDER BY 1`,
    [schemas, closedSchemas, role],
  );
  return rows;
}

export async function revokeRights(db: Queryable, excess: Excess, role: string): Promise<void> {
  await db.query(`REVOKE ${excess.rights.join(', ')} ON ${excess.name} FROM ${quoteIdentifier(role)}`);
}
