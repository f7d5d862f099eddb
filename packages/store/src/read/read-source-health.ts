import type { Queryable } from '@pgwatch-heroku/shared';
import { wantedMetricsSql } from '../definitions/wanted-metrics.js';

/** What the store knows about how a source fares. Ages in seconds, by the store's clock; null for never. */
export interface SourceHealth {
  id: number;
  name: string;
  /** Its config var; null for one that was added by URL. */
  variable: string | null;
  isEnabled: boolean;
  isDetached: boolean;
  /** Whether it answered the collector the last time. */
  isUp: boolean | null;
  reason: string | null;
  hint: string | null;
  checkedSecondsAgo: number | null;
  createdSecondsAgo: number;
  isInRecovery: boolean | null;
  tlsFingerprint: string | null;
  tlsPreviousFingerprint: string | null;
  tlsChangedSecondsAgo: number | null;
  /** What is asked of it in the role that it plays, by name. */
  metrics: MetricHealth[];
}

export interface MetricHealth {
  metric: string;
  intervalSeconds: number;
  successSecondsAgo: number | null;
  /** Why it is off, or not all of it is stored. */
  error: string | null;
  warning: string | null;
  hint: string | null;
}

/** Undefined for a source that is not there or deleted. */
export async function readSourceHealth(db: Queryable, name: string): Promise<SourceHealth | undefined> {
  const { rows } = await db.query<SourceHealth>(
    `SELECT s.id, s.name, s.variable, s.is_enabled AS "isEnabled", s.detached_at IS NOT NULL AS "isDetached",
       s.is_up AS "isUp", s.state_reason AS reason, s.state_hint AS hint, s.is_in_recovery AS "isInRecovery",
       ${ago('s.checked_at')} AS "checkedSecondsAgo", ${ago('s.created_at')} AS "createdSecondsAgo",
       s.tls_fingerprint AS "tlsFingerprint", s.tls_previous_fingerprint AS "tlsPreviousFingerprint",
       ${ago('s.tls_changed_at')} AS "tlsChangedSecondsAgo",
       (SELECT coalesce(json_agg(json_build_object('metric', w.metric, 'intervalSeconds', w.interval_seconds,
          'successSecondsAgo', ${ago('m.last_success_at')}, 'error', m.error, 'warning', m.warning, 'hint', m.hint)
          ORDER BY w.metric), '[]')
        FROM ${wantedMetricsSql('s', 's.is_in_recovery')} w
        LEFT JOIN pgwatch2.metric d ON d.name = w.metric
        LEFT JOIN pgwatch2.source_metric m ON m.source_id = s.id AND m.metric = w.metric
        WHERE coalesce(d.applies_to, 'any') IN ('any', CASE WHEN s.is_in_recovery THEN 'standby' ELSE 'primary' END)
       ) AS metrics
     FROM pgwatch2.source s WHERE s.name = $1 AND s.deleted_at IS NULL`,
    [name],
  );
  return rows[0];
}

const ago = (column: string) => `extract(epoch FROM now() - ${column})::float8`;
