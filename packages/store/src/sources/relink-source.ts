import type { Queryable } from '@pgwatch-heroku/shared';
import { inTransaction } from '../in-transaction.js';
import type { AttachedSource } from './sync-attached-sources.js';

/** A source whose attachment is gone, with what identifies its database. */
export interface LostSource {
  id: number;
  name: string;
  systemIdentifier: string;
  database: string;
}

/**
 * What a renamed attachment looks like before anybody has looked: sources whose attachment is gone, and aliases that
 * were never seen or whose database never answered. Both are empty when nothing was renamed.
 */
export async function readRenameCandidates(
  db: Queryable,
  attachments: readonly AttachedSource[],
): Promise<{ lost: LostSource[]; unknown: string[] }> {
  const { rows } = await db.query<{
    id: string;
    name: string;
    system_identifier: string | null;
    database_name: string | null;
    is_attached_kind: string;
    is_known: string;
  }>(
    `SELECT id::text, name, system_identifier, database_name, (variable IS NOT NULL AND deleted_at IS NULL)::text AS is_attached_kind,
       (variable IS NULL OR facts_at IS NOT NULL)::text AS is_known
     FROM pgwatch2.source`,
  );
  const aliases = new Set(attachments.map(({ alias }) => alias));
  const known = new Set(rows.filter((row) => row.is_known === 'true').map(({ name }) => name));
  const lost = rows.flatMap(({ id, name, system_identifier, database_name, is_attached_kind }) =>
    is_attached_kind === 'true' && !aliases.has(name) && system_identifier && database_name
      ? [{ id: Number(id), name, systemIdentifier: system_identifier, database: database_name }]
      : [],
  );
  const unknown = [...aliases].filter((alias) => !known.has(alias));
  return lost.length === 0 || unknown.length === 0 ? { lost: [], unknown: [] } : { lost, unknown };
}

/**
 * Lets a source go on under the alias that its database is attached by now, with its history. A row that already has
 * that alias goes, provided that its database never answered, so that there is nothing to lose.
 *
 * @returns whether it did; not when another process was faster.
 */
export async function relinkSource(db: Queryable, lost: LostSource, attachment: AttachedSource): Promise<boolean> {
  const { alias, variable, sameAs } = attachment;
  return inTransaction(db, async () => {
    await db.query('DELETE FROM pgwatch2.source WHERE name = $1 AND variable IS NOT NULL AND facts_at IS NULL', [
      alias,
    ]);
    const { rowCount } = await db.query(
      `UPDATE pgwatch2.source SET name = $3, variable = $4, same_as = $5, detached_at = NULL
       WHERE id = $1 AND name = $2 AND NOT EXISTS (SELECT 1 FROM pgwatch2.source WHERE name = $3)`,
      [lost.id, lost.name, alias, variable, sameAs],
    );
    return rowCount === 1;
  });
}
