import type { Queryable } from '@pgwatch-heroku/shared';
import { wantedMetricsSql } from '../definitions/wanted-metrics.js';

/** A metric that cannot be gathered from a source just now, or not all of it. */
export interface StoredMetricProblem {
  metric: string;
  /** Whether samples come all the same, though not all of them. */
  isPartial: boolean;
  reason: string;
  hint: string | null;
  since: Date;
}

/** The metrics that are asked of a source, in the role that it plays, and that fail or give too much, by name. */
export async function readMetricProblems(db: Queryable, sourceId: number): Promise<StoredMetricProblem[]> {
  const { rows } = await db.query<StoredMetricProblem>(
    `SELECT m.metric, m.error IS NULL AS "isPartial", coalesce(m.error, m.warning) AS reason, m.hint,
       CASE WHEN m.error IS NULL THEN m.warning_since ELSE coalesce(m.failing_since, m.last_error_at) END AS since
     FROM pgwatch2.source_metric m
     JOIN pgwatch2.source s ON s.id = m.source_id
     CROSS JOIN LATERAL ${wantedMetricsSql('s', 's.is_in_recovery')} w
     WHERE m.source_id = $1 AND w.metric = m.metric AND coalesce(m.error, m.warning) IS NOT NULL
     ORDER BY m.metric`,
    [sourceId],
  );
  return rows;
}
