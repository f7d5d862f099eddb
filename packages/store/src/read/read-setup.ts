import type { Queryable } from '@pgwatch-heroku/shared';
import { wantedMetricsSql } from '../definitions/wanted-metrics.js';

/** How far a deployment has come. */
export interface SetupFacts {
  sources: {
    name: string;
    isUp: boolean | null;
    reason: string | null;
    hint: string | null;
    /** Last fetch of any metric but instance_up. */
    lastSampleAt: Date | null;
  }[];
  /** The collector that was seen last, by the store's clock. */
  collector: { dyno: string; version: string; seenSecondsAgo: number } | null;
  /** Shortest interval of what is asked for: when the first sample is due. */
  shortestIntervalSeconds: number | null;
}

/** Facts for the setup page; sources that are paused do not count. */
export async function readSetup(db: Queryable): Promise<SetupFacts> {
  const { rows: sources } = await db.query<SetupFacts['sources'][number]>(
    `SELECT s.name, s.is_up AS "isUp", s.state_reason AS reason, s.state_hint AS hint,
       (SELECT max(m.last_success_at) FROM pgwatch2.source_metric m
        WHERE m.source_id = s.id AND m.metric <> 'instance_up') AS "lastSampleAt"
     FROM pgwatch2.source s
     WHERE s.is_enabled AND s.detached_at IS NULL
     ORDER BY s.name`,
  );
  const { rows: collectors } = await db.query<NonNullable<SetupFacts['collector']>>(
    `SELECT dyno, version, extract(epoch FROM now() - seen_at)::float8 AS "seenSecondsAgo"
     FROM pgwatch2.collector ORDER BY seen_at DESC LIMIT 1`,
  );
  const { rows: intervals } = await db.query<{ shortest: number | null }>(
    `SELECT min(w.interval_seconds) AS shortest FROM pgwatch2.source s
     CROSS JOIN LATERAL ${wantedMetricsSql('s', 's.is_in_recovery')} w WHERE s.is_enabled AND s.detached_at IS NULL`,
  );
  return { sources, collector: collectors[0] ?? null, shortestIntervalSeconds: intervals[0]?.shortest ?? null };
}
