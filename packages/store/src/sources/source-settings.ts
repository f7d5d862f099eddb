import type { Queryable } from '@pgwatch-heroku/shared';

/** What people decide about a source. */
export interface EditableSettings {
  group: string | null;
  tags: Record<string, string>;
  preset: string;
  /** While it is a standby; as of a primary when null. */
  presetStandby: string | null;
  /** Seconds by metric, above the preset; 0 takes a metric out. */
  customMetrics: Record<string, number>;
  customMetricsStandby: Record<string, number> | null;
  /** Asked for nothing but whether it is up while it is a standby. */
  onlyIfPrimary: boolean;
  isEnabled: boolean;
}

export interface SourceSettings extends EditableSettings {
  id: number;
  name: string;
  /** Its config var; null for one that was added by URL. */
  variable: string | null;
  detachedAt: Date | null;
  /** Names these settings: another one when anybody changed any of them. */
  version: string;
}

/** A digest of all that may be edited: it changes whoever writes, and needs nobody's care. */
const versionSql = `left(md5(row(s.group_name, s.preset, s.preset_standby, s.custom_metrics, s.custom_metrics_standby,
  s.only_if_primary, s.is_enabled, s.tags, s.sealed_url)::text), 16)`;

/** The settings of a source, or undefined for one that is not there or deleted. @param lock for a change. */
export async function readSourceSettings(
  db: Queryable,
  name: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<SourceSettings | undefined> {
  const { rows } = await db.query<SourceSettings>(
    `SELECT s.id, s.name, s.variable, s.detached_at AS "detachedAt", s.group_name AS "group", s.tags, s.preset,
       s.preset_standby AS "presetStandby", s.custom_metrics AS "customMetrics",
       s.custom_metrics_standby AS "customMetricsStandby", s.only_if_primary AS "onlyIfPrimary",
       s.is_enabled AS "isEnabled", ${versionSql} AS version
     FROM pgwatch2.source s WHERE s.name = $1 AND s.deleted_at IS NULL ${lock ? 'FOR UPDATE' : ''}`,
    [name],
  );
  return rows[0];
}

/** Those that may be edited, for the audit. */
export function toEditable(settings: SourceSettings): Record<string, unknown> {
  const { id: _id, name: _name, variable: _variable, detachedAt: _at, version: _version, ...editable } = settings;
  return editable;
}
