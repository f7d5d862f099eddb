import type { Metric } from '@pgwatch-heroku/metrics';
import type { Queryable } from '@pgwatch-heroku/shared';
import { type MetricRow, toMetric } from './metric-row.js';
import { wantedMetricsSql } from './wanted-metrics.js';

export interface SourceMetric {
  metric: Metric;
  intervalSeconds: number;
}

/**
 * What is to be fetched from a source in a role and how often, by its preset and its own intervals; empty for an unknown
 * source. A metric that is asked for and is not there comes without versions, so that the source can say so.
 */
export async function readSourceMetrics(
  db: Queryable,
  sourceId: number,
  role: 'primary' | 'standby' = 'primary',
): Promise<SourceMetric[]> {
  const { rows } = await db.query<MetricRow & { interval_seconds: string }>(
    `SELECT w.metric AS name, coalesce(m.description, '') AS description, coalesce(m.versions, '[]')::text AS versions,
       coalesce(m.applies_to, 'any') AS applies_to, m.requires_extension, m.stored_as, m.availability,
       m.statement_timeout_ms::text, m.details::text, coalesce(m.storage, '{}')::text AS storage,
       w.interval_seconds::text
     FROM pgwatch2.source s
     CROSS JOIN LATERAL ${wantedMetricsSql('s', '$2::boolean')} w
     LEFT JOIN pgwatch2.metric m ON m.name = w.metric
     WHERE s.id = $1
     ORDER BY w.metric`,
    [sourceId, role === 'standby'],
  );
  return rows.map((row) => ({ metric: toMetric(row), intervalSeconds: Number(row.interval_seconds) }));
}
