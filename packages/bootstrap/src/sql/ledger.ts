import { type Queryable, quoteLiteral } from '@pgwatch-heroku/shared';
import { z } from 'zod';

/** A function, because it needs no schema and no table of ours in a database that is not ours, and says what it holds. */
const name = 'public.pgwatch_heroku_installed';

/** Something that we made in a monitored database. */
export interface Made {
  kind: 'extension' | 'role' | 'schema' | 'helper' | 'credential';
  /** The extension, the granted role, the schema whose USAGE was granted, the helper function, Heroku's credential. */
  name: string;
  /** Who was granted it. */
  to?: string;
}

export interface LedgerEntry extends Made {
  /** Names of the Heroku apps that want it there; an empty name is an app that does not know its own. */
  apps: string[];
  /** Ids of those that know theirs, by these names: an app may be renamed. Beside the names, which were there first. */
  ids?: Record<string, string>;
}

const entriesSchema = z.array(
  z.object({
    kind: z.enum(['extension', 'role', 'schema', 'helper', 'credential']),
    name: z.string(),
    to: z.string().optional(),
    apps: z.array(z.string()),
    ids: z.record(z.string(), z.string()).optional(),
  }),
);

export interface StoredLedger {
  owner: string;
  isOurs: boolean;
  entries: LedgerEntry[];
}

/** Reads it from its comment, and never by calling it: whoever may make functions in public could have made it. */
export async function readLedger(db: Queryable): Promise<StoredLedger | undefined> {
  const { rows } = await db.query<{ owner: string; isOurs: boolean; text: string | null }>(
    `SELECT pg_catalog.pg_get_userbyid(p.proowner)::text AS owner,
            pg_catalog.pg_has_role(p.proowner, 'USAGE') AS "isOurs",
            pg_catalog.obj_description(p.oid, 'pg_proc') AS text
       FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = 'public' AND p.proname = 'pgwatch_heroku_installed' AND p.pronargs = 0`,
  );
  const [row] = rows;
  if (!row) return undefined;
  const parsed = entriesSchema.safeParse(parseJson(row.text));
  const entries = parsed.success ? (parsed.data as LedgerEntry[]) : [];
  return { owner: row.owner, isOurs: row.isOurs, entries };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** Writes what is left, and removes the function when that is nothing. */
export async function writeLedger(db: Queryable, entries: readonly LedgerEntry[]): Promise<void> {
  // Not replaced: that would keep an owner who is somebody else.
  await db.query(`DROP FUNCTION IF EXISTS ${name}()`);
  if (entries.length === 0) return;
  await db.query(
    `CREATE FUNCTION ${name}() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
       AS $$ SELECT obj_description('${name}()'::regprocedure, 'pg_proc') $$`,
  );
  await db.query(`COMMENT ON FUNCTION ${name}() IS ${quoteLiteral(JSON.stringify(entries))}`);
}
