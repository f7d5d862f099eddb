import type { Queryable } from '@pgwatch-heroku/shared';
import { type MetricRow, metricColumns, toMetric } from '../definitions/metric-row.js';
import type { Origin, PgwatchAttributes, StoredDefinitions } from './definitions.js';

/** Reads all metrics, presets and sources with a config var, each by name. */
export async function readDefinitions(db: Queryable): Promise<StoredDefinitions> {
  const metrics = await db.query<MetricRow & { origin: Origin; pgwatch: string }>(
    `SELECT ${metricColumns}, m.origin, m.pgwatch_attributes::text AS pgwatch FROM pgwatch2.metric m ORDER BY m.name`,
  );
  const presets = await db.query<{ name: string; description: string; origin: Origin; metrics: string }>(
    `SELECT p.name, p.description, p.origin,
       coalesce((SELECT json_object_agg(m.metric, m.interval_seconds ORDER BY m.metric)
         FROM pgwatch2.preset_metric m WHERE m.preset = p.name), '{}')::text AS metrics
     FROM pgwatch2.preset p ORDER BY p.name`,
  );
  const sources = await db.query<SourceRow>(
    `SELECT name, variable, group_name, preset, preset_standby, custom_metrics::text AS custom,
       custom_metrics_standby::text AS custom_standby, only_if_primary::text, is_enabled::text,
       pgwatch_attributes::text AS pgwatch
     FROM pgwatch2.source WHERE variable IS NOT NULL AND deleted_at IS NULL ORDER BY name`,
  );
  return {
    metrics: byName(
      metrics.rows.map((row) => ({
        name: row.name,
        metric: toMetric(row),
        pgwatchAttributes: attributes(row),
        origin: row.origin,
      })),
    ),
    presets: byName(
      presets.rows.map((row) => ({ ...row, metrics: JSON.parse(row.metrics) as Record<string, number> })),
    ),
    sources: new Map(
      sources.rows.map((row) => [
        row.name,
        {
          variable: row.variable,
          group: row.group_name,
          preset: row.preset,
          presetStandby: row.preset_standby,
          customMetrics: JSON.parse(row.custom) as Record<string, number>,
          customMetricsStandby:
            row.custom_standby === null ? null : (JSON.parse(row.custom_standby) as Record<string, number>),
          onlyIfPrimary: row.only_if_primary === 'true',
          isEnabled: row.is_enabled === 'true',
          pgwatchAttributes: attributes(row),
        },
      ]),
    ),
  };
}

interface SourceRow {
  name: string;
  variable: string;
  group_name: string | null;
  preset: string;
  preset_standby: string | null;
  custom: string;
  custom_standby: string | null;
  only_if_primary: string;
  is_enabled: string;
  pgwatch: string;
}

const attributes = (row: { pgwatch: string }) => JSON.parse(row.pgwatch) as PgwatchAttributes;
const byName = <T extends { name: string }>(rows: T[]) => new Map(rows.map((row) => [row.name, row]));
