import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';
import { setSourceUrl } from '../sources/add-url-source.js';
import type { UrlSeals } from './apply-discovery.js';

/**
 * Gives a discovery and all its sources another URL, say after a change of the password; it is due at once. In a
 * transaction.
 *
 * @returns whether there is one of this name.
 */
export async function setDiscoveryUrl(
  client: Queryable,
  actor: Actor,
  { name, sealedUrl, seal }: { name: string; sealedUrl: string } & Pick<UrlSeals, 'seal'>,
): Promise<boolean> {
  const { rows } = await client.query<{ id: number }>(
    'UPDATE pgwatch2.discovery SET sealed_url = $2, next_run_at = now() WHERE name = $1 RETURNING id',
    [name, sealedUrl],
  );
  const id = rows[0]?.id;
  if (id === undefined) return false;
  await writeAudit(client, actor, { action: 'set-discovery-url', target: name });
  const { rows: sources } = await client.query<{ name: string; database: string }>(
    `SELECT s.name, d.database FROM pgwatch2.discovered_database d JOIN pgwatch2.source s ON s.id = d.source_id
     WHERE d.discovery_id = $1 AND s.deleted_at IS NULL ORDER BY s.name`,
    [id],
  );
  for (const source of sources) {
    const sealed = seal(source.name, source.database);
    await setSourceUrl(client, actor, { name: source.name, sealedUrl: sealed });
  }
  return true;
}
