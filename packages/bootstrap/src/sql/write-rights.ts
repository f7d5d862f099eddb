import { type Queryable, quoteIdentifier } from '@pgwatch-heroku/shared';
import { ourSchemas } from '../our-objects.js';

/** Tables and views of ours that `role` cannot write to, and that we may open to it. */
export async function findTablesNotWritable(db: Queryable, role: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p')
        AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
        AND NOT (pg_catalog.has_table_privilege($2::name, c.oid, 'SELECT')
             AND pg_catalog.has_table_privilege($2::name, c.oid, 'INSERT')
             AND pg_catalog.has_table_privilege($2::name, c.oid, 'UPDATE')
             AND pg_catalog.has_table_privilege($2::name, c.oid, 'DELETE'))
      ORDER BY 1`,
    [ourSchemas, role],
  );
  return rows.map((row) => row.name);
}

export async function grantWriting(db: Queryable, table: string, role: string): Promise<void> {
  await db.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${quoteIdentifier(role)}`);
}

/** Sequences behind serial columns; identity columns need no right of their own. */
export async function findSequencesNotUsable(db: Queryable, role: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY($1)
        AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
        -- CASE, because AND may be evaluated in any order and the function throws at what is no sequence.
        AND CASE c.relkind WHEN 'S' THEN NOT pg_catalog.has_sequence_privilege($2::name, c.oid, 'USAGE') ELSE false END
      ORDER BY 1`,
    [ourSchemas, role],
  );
  return rows.map((row) => row.name);
}

export async function grantSequence(db: Queryable, sequence: string, role: string): Promise<void> {
  await db.query(`GRANT USAGE ON SEQUENCE ${sequence} TO ${quoteIdentifier(role)}`);
}
