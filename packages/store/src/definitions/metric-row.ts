import type { Metric, MetricDetails, MetricStorage, MetricVersion } from '@pgwatch-heroku/metrics';

/** A definition as it is read: everything as text, so that it reads alike with and without type parsers. */
export interface MetricRow {
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
}

/** The columns of pgwatch2.metric, as MetricRow wants them. */
export const metricColumns = `m.name, m.description, m.versions::text, m.applies_to, m.requires_extension, m.stored_as,
  m.availability, m.statement_timeout_ms::text, m.details::text, m.storage::text`;

export function toMetric(row: MetricRow): Metric {
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

/** A definition as it is written: by jsonb_to_recordset. */
export const toRecord = (metric: Metric) => ({
  name: metric.name,
  description: metric.description,
  versions: metric.versions,
  applies_to: metric.appliesTo,
  requires_extension: metric.requiresExtension ?? null,
  stored_as: metric.storedAs ?? null,
  availability: metric.availability ?? null,
  statement_timeout_ms: metric.statementTimeoutMs ?? null,
  details: metric.details ?? null,
  storage: metric.storage ?? {},
});

export const recordColumns = `name text, description text, versions jsonb, applies_to text, requires_extension text,
  stored_as text, availability text, statement_timeout_ms int, details jsonb, storage jsonb`;
