import type { Queryable } from '@pgwatch-heroku/shared';
import type { DefinitionKind } from './stored-definition.js';

/** Names of what uses a metric or a preset. */
export interface Uses {
  /** Empty for a preset. */
  presets: string[];
  /** By intervals of their own, or by the preset itself; those of a metric's presets are not among them. */
  sources: string[];
}

export async function readUses(db: Queryable, kind: DefinitionKind, name: string): Promise<Uses> {
  const { rows } = await db.query<Uses>(
    kind === 'metric'
      ? `SELECT ARRAY(SELECT preset FROM pgwatch2.preset_metric WHERE metric = $1 ORDER BY 1) AS presets,
           ARRAY(SELECT name FROM pgwatch2.source
             WHERE (coalesce(custom_metrics->>$1, '0') <> '0' OR coalesce(custom_metrics_standby->>$1, '0') <> '0')
               AND deleted_at IS NULL ORDER BY 1) AS sources`
      : // Deleted sources too: their rows still point to it.
        `SELECT '{}'::text[] AS presets,
           ARRAY(SELECT name FROM pgwatch2.source WHERE $1 IN (preset, preset_standby) ORDER BY 1) AS sources`,
    [name],
  );
  return rows[0] ?? { presets: [], sources: [] };
}
