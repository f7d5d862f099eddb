import type { Queryable } from '@pgwatch-heroku/shared';

/** A metric that cannot be gathered from a source just now. */
export interface StoredMetricProblem {
  metric: string;
  reason: string;
  hint: string | null;
  since: Date;
}

/** The metrics of a source's preset, in the role that it plays, that fail, by name. */
export async function readMetricProblems(db: Queryable, sourceId: number): Promise<StoredMetricProblem[]> {
  const { rows } = await db.query<StoredMetricProblem>(
    `SELECT m.metric, m.error AS reason, m.hint, coalesce(m.failing_since, m.last_error_at) AS since
     FROM pgwatch2.source_metric m
     JOIN pgwatch2.source s ON s.id = m.source_id
     JOIN pgwatch2.preset_metric p ON p.metric = m.metric
       AND p.preset = CASE WHEN s.is_in_recovery THEN coalesce(s.preset_standby, s.preset) ELSE s.preset END
     WHERE m.source_id = $1 AND m.error IS NOT NULL
     ORDER BY m.metric`,
    [sourceId],
  );
  return rows;
}
