import { metrics as shippedMetrics, presets as shippedPresets } from '@pgwatch-heroku/metrics';
import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';
import { keepRevision } from './definition-history.js';
import { readUses } from './read-uses.js';
import { type DefinitionKind, readStoredMetrics, readStoredPresets } from './stored-definition.js';

export type Deletion = 'deleted' | 'not-found' | 'shipped' | 'in-use';

/** Deletes what people made and nothing uses; what was gathered stays. In a transaction. */
export async function deleteDefinition(
  client: Queryable,
  actor: Actor,
  { kind, name }: { kind: DefinitionKind; name: string },
): Promise<Deletion> {
  const read = kind === 'metric' ? readStoredMetrics : readStoredPresets;
  const [before] = await read(client, name, { lock: true });
  if (!before) return 'not-found';
  // The next release would bring it back.
  if ((kind === 'metric' ? shippedMetrics : shippedPresets).some((shipped) => shipped.name === name)) return 'shipped';
  const uses = await readUses(client, kind, name);
  if (uses.presets.length + uses.sources.length > 0) return 'in-use';
  await client.query(`DELETE FROM pgwatch2.${kind === 'metric' ? 'metric' : 'preset'} WHERE name = $1`, [name]);
  await keepRevision(client, { kind, name, actor: actor.user, before: before.definition, after: undefined });
  await writeAudit(client, actor, { action: `delete-${kind}`, target: name, before: { ...before.definition } });
  return 'deleted';
}
