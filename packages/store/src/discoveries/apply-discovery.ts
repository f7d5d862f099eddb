import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';
import { addUrlSource, readSealedUrl } from '../sources/add-url-source.js';
import { readSourceSettings } from '../sources/source-settings.js';
import type { Discovery } from './discovery.js';

export interface FoundDatabase {
  name: string;
  /** Whether the role of the URL may connect to it; it is there in any case. */
  mayConnect: boolean;
}

export interface DiscoveryChanges {
  added: string[];
  paused: string[];
  resumed: string[];
}

/** What only those can do who have the key that URLs are sealed with. */
export interface UrlSeals {
  /** The URL of a database of the server, sealed for the source of this name. */
  seal: (source: string, database: string) => string;
  /** Whether a source that is there already is this very database. */
  isSame: (source: string, sealedUrl: string, database: string) => boolean;
}

interface Known {
  database: string;
  sourceId: number | null;
  source: string | null;
  isEnabled: boolean | null;
  vanishedAt: Date | null;
}

/**
 * Makes the sources of a discovery those that its server has: new databases are added, what vanished is paused with its
 * history kept, what is back goes on. A source that somebody deleted or switched off stays so. In a transaction.
 *
 * @param found every database of the server that fits; what is missing counts as vanished.
 * @returns names of sources; undefined where the discovery was removed meanwhile.
 * @throws foreign_key_violation (23503) for a preset that is not there any more.
 */
export async function applyDiscovery(
  client: Queryable,
  actor: Actor,
  discovery: Discovery,
  found: readonly FoundDatabase[],
  seals: UrlSeals,
): Promise<DiscoveryChanges | undefined> {
  // Two runs at once follow one another, and the second finds what the first has added.
  const { rowCount } = await client.query('SELECT FROM pgwatch2.discovery WHERE id = $1 FOR UPDATE', [discovery.id]);
  if (rowCount !== 1) return undefined;
  const known = await readKnown(client, discovery.id);
  const isListed = new Set(found.map(({ name }) => name));
  const changes: DiscoveryChanges = { added: [], paused: [], resumed: [] };
  for (const { database, sourceId, source, isEnabled, vanishedAt } of known) {
    if (sourceId === null || source === null) continue;
    if (!isListed.has(database) && isEnabled && vanishedAt === null) {
      await client.query('UPDATE pgwatch2.source SET is_enabled = false, vanished_at = now() WHERE id = $1', [
        sourceId,
      ]);
      const reason = `${database} is not among the databases of the server any more`;
      await writeAudit(client, actor, { action: 'pause-source', target: source, after: { isEnabled: false, reason } });
      changes.paused.push(source);
    }
    if (isListed.has(database) && vanishedAt !== null) {
      await client.query('UPDATE pgwatch2.source SET is_enabled = true, vanished_at = NULL WHERE id = $1', [sourceId]);
      const reason = `${database} is among the databases of the server again`;
      await writeAudit(client, actor, { action: 'resume-source', target: source, after: { isEnabled: true, reason } });
      changes.resumed.push(source);
    }
  }
  const isKnown = new Set(known.map(({ database }) => database));
  for (const { name: database, mayConnect } of found) {
    if (!mayConnect || isKnown.has(database)) continue;
    const name = `${discovery.name}_${database}`;
    const { settings } = discovery;
    const isAdded = await addUrlSource(client, actor, { name, sealedUrl: seals.seal(name, database), settings });
    if (isAdded) changes.added.push(name);
    const source = await readSourceSettings(client, name);
    // Deleted with its history, which takes some minutes: the next run comes after that.
    if (!source) continue;
    const sealedUrl = isAdded ? undefined : await readSealedUrl(client, name);
    const isOurs = isAdded || (sealedUrl !== undefined && seals.isSame(name, sealedUrl, database));
    await client.query(
      `INSERT INTO pgwatch2.discovered_database (discovery_id, database, source_id) VALUES ($1, $2, $3)
       ON CONFLICT (source_id) DO UPDATE SET discovery_id = excluded.discovery_id, database = excluded.database`,
      [discovery.id, database, isOurs ? source.id : null],
    );
  }
  // Whoever creates one of this name again wants it looked at as any new one.
  const forgotten = known.filter(({ database, source }) => source === null && !isListed.has(database));
  await client.query(
    'DELETE FROM pgwatch2.discovered_database WHERE discovery_id = $1 AND database = ANY ($2::text[])',
    [discovery.id, forgotten.map(({ database }) => database)],
  );
  await recordRun(client, discovery.id, null);
  return changes;
}

/** Writes down why a run came to nothing; what was found before stays as it is. */
export const recordDiscoveryFailure = (
  db: Queryable,
  id: number,
  failure: { reason: string; hint: string | null },
): Promise<void> => recordRun(db, id, failure);

async function recordRun(db: Queryable, id: number, failure: { reason: string; hint: string | null } | null) {
  await db.query('UPDATE pgwatch2.discovery SET ran_at = now(), error = $2, hint = $3 WHERE id = $1', [
    id,
    failure?.reason ?? null,
    failure?.hint ?? null,
  ]);
}

/** Sources that were deleted are null, as those that never were. */
async function readKnown(client: Queryable, id: number): Promise<Known[]> {
  const { rows } = await client.query<Known>(
    `SELECT d.database, s.id AS "sourceId", s.name AS source, s.is_enabled AS "isEnabled", s.vanished_at AS "vanishedAt"
     FROM pgwatch2.discovered_database d
     LEFT JOIN pgwatch2.source s ON s.id = d.source_id AND s.deleted_at IS NULL
     WHERE d.discovery_id = $1 ORDER BY d.database`,
    [id],
  );
  return rows;
}
