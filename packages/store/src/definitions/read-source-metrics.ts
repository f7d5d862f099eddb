import type { Metric, MetricDetails, MetricStorage, MetricVersion } from '@pgwatch-heroku/metrics';
import type { Queryable } from '@pgwatch-heroku/shared';
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
  const { rows } = await db.query<Row>(
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

/** Everything as text, so that it reads alike on connections with and without type parsers. */
interface Row {
  name: string;
  description: string;
  versions: string;
  applies_to: Metric['appliesTo'];
  requires_extension: string | null;
  stored_as: string | null;
  availability: string | null;
  statement_timeout_ms: string | null;
  details: string | null;
  storage: string;
  interval_seconds: string;
}

function toMetric(row: Row): Metric {
  return {
    name: row.name,
    description: row.description,
    versions: JSON.parse(row.versions) as MetricVersion[],
    appliesTo: row.applies_to,
    ...(row.requires_extension === null ? {} : { requiresExtension: row.requires_extension }),
    ...(row.stored_as === null ? {} : { storedAs: row.stored_as }),
    ...(row.availability === null ? {} : { availability: row.availability }),
    ...(row.statement_timeout_ms === null ? {} : { statementTimeoutMs: Number(row.statement_timeout_ms) }),
    ...(row.details === null ? {} : { details: JSON.parse(row.details) as MetricDetails }),
    ...(row.storage === '{}' ? {} : { storage: JSON.parse(row.storage) as MetricStorage }),
  };
}
