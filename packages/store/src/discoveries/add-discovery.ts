import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';
import type { Discovery } from './discovery.js';

export type DiscoveryAddition = 'added' | 'name-taken' | 'no-such-preset';

/** Remembers a discovery, which is due at once. In a transaction. */
export async function addDiscovery(
  client: Queryable,
  actor: Actor,
  { name, sealedUrl, include, exclude, settings }: Omit<Discovery, 'id'>,
): Promise<DiscoveryAddition> {
  const wanted = [settings.preset, settings.presetStandby].filter((preset) => typeof preset === 'string');
  const { rowCount: found } = await client.query('SELECT FROM pgwatch2.preset WHERE name = ANY ($1::text[])', [wanted]);
  if (found !== new Set(wanted).size) return 'no-such-preset';
  const { rowCount } = await client.query(
    `INSERT INTO pgwatch2.discovery (name, sealed_url, include, exclude, settings) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (name) DO NOTHING`,
    [name, sealedUrl, include, exclude, JSON.stringify(settings)],
  );
  if (rowCount !== 1) return 'name-taken';
  await writeAudit(client, actor, { action: 'add-discovery', target: name, after: { include, exclude, ...settings } });
  return 'added';
}
