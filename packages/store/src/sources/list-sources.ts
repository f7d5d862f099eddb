import type { Queryable } from '@pgwatch-heroku/shared';
import type { Source } from '../types.js';

/** Every source that was ever known and is not deleted, detached ones included, by name. */
export async function listSources(db: Queryable): Promise<Source[]> {
  const { rows } = await db.query<Row>(
    `SELECT id::text, name, variable, preset, preset_standby,
       is_enabled::text, group_name, sealed_url,
       (extract(epoch FROM detached_at) * 1000)::text AS detached_ms
     FROM pgwatch2.source WHERE deleted_at IS NULL ORDER BY name`,
  );
  return rows.map((row) => ({
    id: Number(row.id),
    name: row.name,
    variable: row.variable,
    preset: row.preset,
    presetStandby: row.preset_standby,
    enabled: row.is_enabled === 'true',
    detachedAt: row.detached_ms === null ? null : new Date(Number(row.detached_ms)),
    group: row.group_name,
    sealedUrl: row.sealed_url,
  }));
}

/** Everything as text, so that it reads alike on connections with and without type parsers. */
interface Row {
  id: string;
  name: string;
  variable: string | null;
  preset: string;
  preset_standby: string | null;
  is_enabled: string;
  group_name: string | null;
  sealed_url: string | null;
  detached_ms: string | null;
}
