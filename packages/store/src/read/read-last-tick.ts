import type { Queryable } from '@pgwatch-heroku/shared';
import { wantedMetricsSql } from '../definitions/wanted-metrics.js';

export interface LastTick {
  /** Sources that are to be monitored. */
  sources: number;
  /** Since anything was last asked of any of them, successful or not; null where nothing ever was. */
  secondsAgo: number | null;
  /** The shortest interval that is asked for. */
  intervalSeconds: number | null;
}

/** When a collector was last at work. */
export async function readLastTick(db: Queryable): Promise<LastTick> {
  const { rows } = await db.query<LastTick>(
    `SELECT count(*)::int AS sources,
       extract(epoch FROM now() - max(t.at))::float8 AS "secondsAgo",
       min(t.shortest)::int AS "intervalSeconds"
     FROM pgwatch2.source s
     CROSS JOIN LATERAL (
       SELECT (SELECT max(greatest(m.last_success_at, m.last_error_at)) FROM pgwatch2.source_metric m
               WHERE m.source_id = s.id) AS at,
         (SELECT min(w.interval_seconds) FROM ${wantedMetricsSql('s', 's.is_in_recovery')} w) AS shortest
     ) t
     WHERE s.is_enabled AND s.detached_at IS NULL`,
  );
  return rows[0] ?? { sources: 0, secondsAgo: null, intervalSeconds: null };
}
