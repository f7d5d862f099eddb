import type { Queryable } from '@pgwatch-heroku/shared';
import type { Definition, DefinitionKind } from './stored-definition.js';

export interface Revision {
  revision: number;
  at: Date;
  /** null for what was there before anybody changed it here. */
  actor: string | null;
  /** null when it was deleted. */
  definition: Definition | null;
}

/** What a metric or preset was, the latest first; one more than the limit, where there are more. */
export async function readHistoryOf(
  db: Queryable,
  { kind, name, before, limit }: { kind: DefinitionKind; name: string; before?: number | undefined; limit: number },
): Promise<Revision[]> {
  const { rows } = await db.query<Revision>(
    `SELECT revision, at, actor, definition FROM pgwatch2.definition_revision
     WHERE kind = $1 AND name = $2 AND ($3::int IS NULL OR revision < $3) ORDER BY revision DESC LIMIT $4::int + 1`,
    [kind, name, before ?? null, limit],
  );
  return rows;
}

export async function readRevision(
  db: Queryable,
  { kind, name, revision }: { kind: DefinitionKind; name: string; revision: number },
): Promise<Definition | null | undefined> {
  const { rows } = await db.query<{ definition: Definition | null }>(
    'SELECT definition FROM pgwatch2.definition_revision WHERE kind = $1 AND name = $2 AND revision = $3',
    [kind, name, revision],
  );
  return rows[0]?.definition;
}

/**
 * Keeps what a definition becomes, and what it was where that is not the latest that is kept: a release or an import
 * changed it. In the transaction that changes it.
 */
export async function keepRevision(
  client: Queryable,
  change: {
    kind: DefinitionKind;
    name: string;
    actor: string;
    before: Definition | undefined;
    after: Definition | undefined;
  },
): Promise<void> {
  const { kind, name, actor, before, after } = change;
  const insert = `INSERT INTO pgwatch2.definition_revision (kind, name, revision, actor, definition)
    SELECT $1, $2, coalesce(max(revision), 0) + 1, $3, $4::jsonb
    FROM pgwatch2.definition_revision WHERE kind = $1 AND name = $2`;
  if (before) {
    await client.query(
      `${insert} HAVING (SELECT r.definition FROM pgwatch2.definition_revision r WHERE r.kind = $1 AND r.name = $2
        ORDER BY r.revision DESC LIMIT 1) IS DISTINCT FROM $4::jsonb`,
      [kind, name, null, JSON.stringify(before)],
    );
  }
  await client.query(insert, [kind, name, actor, after === undefined ? null : JSON.stringify(after)]);
}
