import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';
import { type EditableSettings, readSourceSettings, type SourceSettings, toEditable } from './source-settings.js';

export type SourceUpdate =
  | { outcome: 'updated'; settings: SourceSettings }
  | { outcome: 'no-such-source' }
  /** Somebody else was faster: what is stored now. */
  | { outcome: 'conflict'; settings: SourceSettings };

/**
 * Changes settings of a source. In a transaction.
 *
 * @param version of the settings that the change is made to; without it whatever is stored is changed.
 * @throws foreign_key_violation (23503) for a preset that is not there.
 */
export async function updateSource(
  client: Queryable,
  actor: Actor,
  change: { name: string; version?: string | undefined; settings: Partial<EditableSettings> },
): Promise<SourceUpdate> {
  const before = await readSourceSettings(client, change.name, { lock: true });
  if (!before) return { outcome: 'no-such-source' };
  if (change.version !== undefined && change.version !== before.version)
    return { outcome: 'conflict', settings: before };
  const wanted = { ...before, ...change.settings };
  await client.query(
    `UPDATE pgwatch2.source SET group_name = $2, tags = $3, preset = $4, preset_standby = $5, custom_metrics = $6,
       custom_metrics_standby = $7, only_if_primary = $8, is_enabled = $9
     WHERE id = $1`,
    [
      before.id,
      wanted.group,
      JSON.stringify(wanted.tags),
      wanted.preset,
      wanted.presetStandby,
      JSON.stringify(wanted.customMetrics),
      wanted.customMetricsStandby === null ? null : JSON.stringify(wanted.customMetricsStandby),
      wanted.onlyIfPrimary,
      wanted.isEnabled,
    ],
  );
  const settings = (await readSourceSettings(client, change.name)) as SourceSettings;
  if (settings.version !== before.version) {
    await writeAudit(client, actor, {
      action: 'update-source',
      target: change.name,
      before: toEditable(before),
      after: toEditable(settings),
    });
  }
  return { outcome: 'updated', settings };
}
