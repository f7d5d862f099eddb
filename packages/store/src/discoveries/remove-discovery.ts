import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';
import { deleteSource } from '../sources/delete-source.js';

/**
 * Ends a discovery. Its sources go on as any that were added by URL, or are deleted with their history kept. In a
 * transaction.
 *
 * @returns whether there was one of this name.
 */
export async function removeDiscovery(
  client: Queryable,
  actor: Actor,
  { name, withSources }: { name: string; withSources: boolean },
): Promise<boolean> {
  const { rows } = await client.query<{ id: number }>('SELECT id FROM pgwatch2.discovery WHERE name = $1 FOR UPDATE', [
    name,
  ]);
  const id = rows[0]?.id;
  if (id === undefined) return false;
  if (withSources) {
    const { rows: sources } = await client.query<{ name: string }>(
      `SELECT s.name FROM pgwatch2.discovered_database d JOIN pgwatch2.source s ON s.id = d.source_id
       WHERE d.discovery_id = $1 AND s.deleted_at IS NULL ORDER BY s.name`,
      [id],
    );
    for (const source of sources) await deleteSource(client, actor, { name: source.name, withData: false });
  }
  await client.query('DELETE FROM pgwatch2.discovery WHERE id = $1', [id]);
  await writeAudit(client, actor, { action: 'remove-discovery', target: name, before: { withSources } });
  return true;
}
