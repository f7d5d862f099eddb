import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';
import type { EditableSettings } from './source-settings.js';
import { updateSource } from './update-source.js';

export interface UrlSource {
  name: string;
  /** As SourceUrlBox.seal() made it. */
  sealedUrl: string;
  settings: Partial<EditableSettings>;
}

/**
 * Adds a source by URL; under the name of a deleted one its history goes on. In a transaction.
 *
 * @returns whether the name was free.
 * @throws foreign_key_violation (23503) for a preset that is not there.
 */
export async function addUrlSource(client: Queryable, actor: Actor, { name, sealedUrl, settings }: UrlSource) {
  const { rowCount } = await client.query(
    `INSERT INTO pgwatch2.source AS s (name, sealed_url) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET sealed_url = excluded.sealed_url, variable = NULL, same_as = '{}',
       detached_at = NULL, deleted_at = NULL, vanished_at = NULL, is_enabled = true, is_up = NULL, state_reason = NULL, state_hint = NULL
     WHERE s.deleted_at IS NOT NULL AND NOT s.is_purged`,
    [name, sealedUrl],
  );
  if (rowCount !== 1) return false;
  await writeAudit(client, actor, { action: 'add-source', target: name });
  await updateSource(client, actor, { name, settings });
  return true;
}

/** Gives a source that was added by URL another one. In a transaction. @returns whether there is such a source. */
export async function setSourceUrl(client: Queryable, actor: Actor, source: { name: string; sealedUrl: string }) {
  const { rowCount } = await client.query(
    'UPDATE pgwatch2.source SET sealed_url = $2 WHERE name = $1 AND sealed_url IS NOT NULL AND deleted_at IS NULL',
    [source.name, source.sealedUrl],
  );
  if (rowCount === 1) await writeAudit(client, actor, { action: 'set-source-url', target: source.name });
  return rowCount === 1;
}

/** The sealed URL of a source that was added by URL; undefined for any other. */
export async function readSealedUrl(db: Queryable, name: string): Promise<string | undefined> {
  const { rows } = await db.query<{ sealed: string | null }>(
    'SELECT sealed_url AS sealed FROM pgwatch2.source WHERE name = $1 AND deleted_at IS NULL',
    [name],
  );
  return rows[0]?.sealed ?? undefined;
}
