import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';
import { grants } from '../grants.js';

const { collectorTables, collectorSequences } = grants;

/** Tables in `schemas` on which `role` lacks a right to write, and that we may open to it. */
export async function findTablesNotWritable(
  db: Queryable,
  schemas: readonly string[],
  role: string,
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p')
        AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
        AND NOT (SELECT bool_and(pg_catalog.has_table_privilege($2::name, c.oid, r)) FROM unnest($3::text[]) r)
      ORDER BY 1`,
    [schemas, role, collectorTables.rights],
  );
  return rows.map((row) => row.name);
}

export async function grantWriting(db: Queryable, table: string, role: string): Promise<void> {
  await db.query(`GRANT ${collectorTables.rights.join(', ')} ON ${table} TO ${quoteIdentifier(role)}`);
}

/** Sequences behind serial columns; identity columns need no right of their own. */
export async function findSequencesNotUsable(
  db: Queryable,
  schemas: readonly string[],
  role: string,
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY($1)
        AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
        -- CASE, because AND may be evaluated in any order and the function throws at what is no sequence.
        AND CASE c.relkind WHEN 'S' THEN NOT pg_catalog.has_sequence_privilege($2::name, c.oid, 'USAGE') ELSE false END
      ORDER BY 1`,
    [schemas, role],
  );
  return rows.map((row) => row.name);
}

export async function grantSequence(db: Queryable, sequence: string, role: string): Promise<void> {
  await db.query(`GRANT ${collectorSequences.rights.join(', ')} ON SEQUENCE ${sequence} TO ${quoteIdentifier(role)}`);
}
