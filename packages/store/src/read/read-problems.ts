import type { Queryable } from '@pgwatch-heroku/shared';
import { wantedMetricsSql } from '../definitions/wanted-metrics.js';

/** A source that is down, or a metric that fails or gives too much. */
export interface StoredProblem {
  source: string;
  /** null: the source itself. */
  metric: string | null;
  reason: string;
  hint: string | null;
  since: Date | null;
  isPartial: boolean;
}

/** What is wrong with any source that is monitored, the latest first; one more than the limit, where there are more. */
export async function readProblems(
  db: Queryable,
  { start, limit }: { start: number; limit: number },
): Promise<StoredProblem[]> {
  const { rows } = await db.query<StoredProblem>(
    `WITH monitored AS (
       SELECT * FROM pgwatch2.source WHERE is_enabled AND detached_at IS NULL AND deleted_at IS NULL
     )
     SELECT s.name AS source, NULL AS metric, coalesce(s.state_reason, 'It is down.') AS reason, s.state_hint AS hint,
       s.state_since AS since, false AS "isPartial"
     FROM monitored s WHERE s.is_up = false
     UNION ALL
     SELECT s.name, m.metric, coalesce(m.error, m.warning), m.hint,
       CASE WHEN m.error IS NULL THEN m.warning_since ELSE coalesce(m.failing_since, m.last_error_at) END,
       m.error IS NULL
     FROM monitored s
     JOIN pgwatch2.source_metric m ON m.source_id = s.id AND coalesce(m.error, m.warning) IS NOT NULL
     WHERE m.metric IN (SELECT w.metric FROM ${wantedMetricsSql('s', 's.is_in_recovery')} w)
     ORDER BY since DESC NULLS LAST, source, metric NULLS FIRST
     OFFSET $1 LIMIT $2::int + 1`,
    [start, limit],
  );
  return rows;
}
