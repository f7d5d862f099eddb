import type { Queryable } from '@pgwatch-heroku/shared';

export interface MetricStateReport {
  sourceId: number;
  metric: string;
  ok: boolean;
  /** Why not, without secrets. */
  reason?: string;
  /** Why not everything is stored, where the fetch itself went well. */
  warning?: string;
  hint?: string;
  durationMs: number;
  /** Series that came back; 1 for a metric without tags. */
  rows: number;
  at: Date;
}

/** Records how fetches of metrics went, all in one statement; of several of one metric the last by `at` counts. */
export async function recordMetricState(
  db: Queryable,
  reports: MetricStateReport | readonly MetricStateReport[],
): Promise<void> {
  const list = Array.isArray(reports) ? (reports as readonly MetricStateReport[]) : [reports as MetricStateReport];
  if (list.length === 0) return;
  await db.query(recordSql, [
    JSON.stringify(
      list.map((report) => ({
        source_id: report.sourceId,
        metric: report.metric,
        ok: report.ok,
        reason: report.reason ?? 'unknown',
        warning: report.warning ?? null,
        hint: report.hint ?? null,
        duration_ms: report.durationMs,
        row_count: report.rows,
        at: report.at.toISOString(),
      })),
    ),
  ]);
}

const recordSql = `
INSERT INTO pgwatch2.source_metric AS m (source_id, metric, last_success_at, last_error_at, error, warning,
  hint, failing_since, warning_since, consecutive_failures, duration_ms, row_count)
SELECT DISTINCT ON (r.source_id, r.metric) r.source_id, r.metric,
  CASE WHEN r.ok THEN r.at END,
  CASE WHEN NOT r.ok THEN r.at END,
  CASE WHEN NOT r.ok THEN r.reason END,
  CASE WHEN r.ok THEN r.warning END,
  CASE WHEN NOT r.ok OR r.warning IS NOT NULL THEN r.hint END,
  CASE WHEN NOT r.ok THEN r.at END,
  CASE WHEN r.ok AND r.warning IS NOT NULL THEN r.at END,
  CASE WHEN r.ok THEN 0 ELSE 1 END,
  r.duration_ms, CASE WHEN r.ok THEN r.row_count END
FROM jsonb_to_recordset($1::jsonb) AS r (source_id int, metric text, ok boolean, reason text, warning text, hint text,
  duration_ms float8, row_count int, at timestamptz)
WHERE EXISTS (SELECT 1 FROM pgwatch2.source s WHERE s.id = r.source_id)
ORDER BY r.source_id, r.metric, r.at DESC
ON CONFLICT (source_id, metric) DO UPDATE SET
  last_success_at = coalesce(excluded.last_success_at, m.last_success_at),
  last_error_at = coalesce(excluded.last_error_at, m.last_error_at),
  error = excluded.error,
  warning = excluded.warning,
  hint = excluded.hint,
  warning_since = CASE WHEN excluded.warning IS NOT NULL THEN coalesce(m.warning_since, excluded.warning_since) END,
  failing_since = CASE WHEN excluded.error IS NOT NULL THEN coalesce(m.failing_since, excluded.failing_since) END,
  consecutive_failures = CASE WHEN excluded.error IS NULL THEN 0 ELSE m.consecutive_failures + 1 END,
  duration_ms = excluded.duration_ms,
  row_count = coalesce(excluded.row_count, m.row_count)
WHERE coalesce(excluded.last_success_at, excluded.last_error_at)
  >= greatest(m.last_success_at, m.last_error_at, '-infinity')`;
