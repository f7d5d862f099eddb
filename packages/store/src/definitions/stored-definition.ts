import { createHash } from 'node:crypto';
import type { Metric, Preset } from '@pgwatch-heroku/metrics';
import type { Queryable } from '@pgwatch-heroku/shared';
import { type MetricRow, metricColumns, toMetric } from './metric-row.js';

export type DefinitionKind = 'metric' | 'preset';
export type Definition = Metric | Preset;

/** A metric or a preset as it is stored. */
export interface StoredDefinition<T extends Definition = Definition> {
  definition: T;
  /** `shipped` until a person changes it. */
  origin: 'shipped' | 'user';
  changedAt: Date;
  /** Names the definition: another one when anybody changed it. */
  version: string;
}

/** A digest of the definition: it changes whoever writes, a release too. */
export const versionOf = (definition: Definition): string =>
  createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16);

type MetricWithOrigin = MetricRow & { origin: 'shipped' | 'user'; changed_at: Date };

/** Metrics by name; all of them, or the one of this name. */
export async function readStoredMetrics(
  db: Queryable,
  name?: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<StoredDefinition<Metric>[]> {
  const { rows } = await db.query<MetricWithOrigin>(
    `SELECT ${metricColumns}, m.origin, m.changed_at FROM pgwatch2.metric m
     WHERE $1::text IS NULL OR m.name = $1 ORDER BY m.name ${lock ? 'FOR UPDATE' : ''}`,
    [name ?? null],
  );
  return rows.map((row) => toStored(toMetric(row), row.origin, row.changed_at));
}

interface PresetRow extends Preset {
  origin: 'shipped' | 'user';
  changed_at: Date;
}

/** Presets by name; all of them, or the one of this name. */
export async function readStoredPresets(
  db: Queryable,
  name?: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<StoredDefinition<Preset>[]> {
  const { rows } = await db.query<PresetRow>(
    `SELECT p.name, p.description, p.origin, p.changed_at,
       coalesce((SELECT json_object_agg(m.metric, m.interval_seconds ORDER BY m.metric)
         FROM pgwatch2.preset_metric m WHERE m.preset = p.name), '{}') AS metrics
     FROM pgwatch2.preset p WHERE $1::text IS NULL OR p.name = $1 ORDER BY p.name ${lock ? 'FOR UPDATE' : ''}`,
    [name ?? null],
  );
  return rows.map(({ origin, changed_at, ...preset }) => toStored(preset, origin, changed_at));
}

const toStored = <T extends Definition>(definition: T, origin: 'shipped' | 'user', changedAt: Date) => ({
  definition,
  origin,
  changedAt,
  version: versionOf(definition),
});
