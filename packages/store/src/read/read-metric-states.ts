import type { Queryable } from '@pgwatch-heroku/shared';
import { readExistingMetrics } from './existing-metrics.js';

/** How a metric of a source fares. Instants in seconds since 1970; null where nothing is known. */
export interface MetricState {
  source: string;
  metric: string;
  isFailing: boolean;
  lastSuccessAt: number | null;
  lastErrorAt: number | null;
  /** Of the last fetch. */
  durationMs: number | null;
  rows: number | null;
}

/** Every metric that was ever asked of a source that is monitored, by source and metric. */
export async function readMetricStates(db: Queryable): Promise<MetricState[]> {
  const { rows } = await db.query<MetricState>(
    `SELECT s.name AS source, m.metric, m.error IS NOT NULL AS "isFailing",
       extract(epoch FROM m.last_success_at)::float8 AS "lastSuccessAt",
       extract(epoch FROM m.last_error_at)::float8 AS "lastErrorAt",
       m.duration_ms AS "durationMs", m.row_count AS rows
     FROM pgwatch2.source_metric m
     JOIN pgwatch2.source s ON s.id = m.source_id
     WHERE s.is_enabled AND s.detached_at IS NULL
     ORDER BY 1, 2`,
  );
  return rows;
}

/** What was counted of a metric since the dyno that fetches it took its source up. */
export interface FetchCounts {
  source: string;
  metric: string;
  fetches: number;
  failures: number;
  skipped: number;
  rows: number;
  durationMs: number;
}

/** By source and metric, as the collector wrote it last; nothing of those that it has not written of for a while. */
export async function readFetchCounts(db: Queryable): Promise<FetchCounts[]> {
  if ((await readExistingMetrics(db, ['collector_fetches'])).size === 0) return [];
  const { rows } = await db.query<FetchCounts>(
    `SELECT s.name AS source, described.tags ->> 'metric' AS metric, e.fetches::float8, e.failures::float8,
       e.skipped::float8, e.rows::float8, e.duration_ms::float8 AS "durationMs"
     FROM pgwatch2.source s
     CROSS JOIN LATERAL (
       SELECT * FROM samples.collector_fetches f
       -- Three of its ticks.
       WHERE f.source_id = s.id AND f.time > now() - interval '30 minutes'
       ORDER BY f.time DESC LIMIT 1
     ) latest
     CROSS JOIN LATERAL unnest(latest.series, latest.fetches, latest.failures, latest.skipped, latest.rows,
       latest.duration_ms) e(series, fetches, failures, skipped, rows, duration_ms)
     JOIN pgwatch2.series described ON described.id = e.series
     WHERE s.is_enabled AND s.detached_at IS NULL
     ORDER BY 1, 2`,
  );
  return rows;
}
