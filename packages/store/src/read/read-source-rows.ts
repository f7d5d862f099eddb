import type { Queryable } from '@pgwatch-heroku/shared';
import { wantedMetricsSql } from '../definitions/wanted-metrics.js';

/** A source and how it fares, as the store's rows say it. */
export interface SourceRow {
  id: number;
  name: string;
  variable: string | null;
  group: string | null;
  preset: string;
  tags: Record<string, string>;
  isEnabled: boolean;
  detachedAt: Date | null;
  /** Since when it is paused because its server does not list its database. */
  vanishedAt: Date | null;
  serverVersion: string | null;
  isInRecovery: boolean | null;
  /** Whether it answered the last time; null before the first. */
  isUp: boolean | null;
  reason: string | null;
  /** When it showed another TLS certificate than before; null when that is more than a week ago. */
  certificateChangedAt: Date | null;
  checkedAt: Date | null;
  /** Last fetch of any metric but instance_up, which is written while the source is down too. */
  lastSampleAt: Date | null;
  /** Of the metrics that are asked of it and fail, or give too much: how many, and the one that fails longest. */
  problemCount: number;
  firstProblem: string | null;
}

/** All sources by name, or the one of this name. */
export async function readSourceRows(db: Queryable, name?: string): Promise<SourceRow[]> {
  const { rows } = await db.query<SourceRow>(
    `SELECT s.id, s.name, s.variable, s.group_name AS "group", s.preset, s.tags, s.is_enabled AS "isEnabled",
       s.detached_at AS "detachedAt", s.vanished_at AS "vanishedAt", s.server_version AS "serverVersion", s.is_in_recovery AS "isInRecovery",
       s.is_up AS "isUp", s.state_reason AS reason, s.checked_at AS "checkedAt",
       CASE WHEN s.tls_changed_at > now() - interval '7 days' THEN s.tls_changed_at END AS "certificateChangedAt",
       m.last AS "lastSampleAt", p.count AS "problemCount", p.first AS "firstProblem"
     FROM pgwatch2.source s
     CROSS JOIN LATERAL (
       SELECT max(m.last_success_at) FILTER (WHERE m.metric <> 'instance_up') AS last,
         array_agg(m.metric) FILTER (WHERE coalesce(m.error, m.warning) IS NOT NULL) AS failing
       FROM pgwatch2.source_metric m
       WHERE m.source_id = s.id
     ) m
     -- What is asked of a source is looked up only for those with a failure, which are few.
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS count,
         (array_agg(f.metric || ': ' || coalesce(f.error, f.warning)
           ORDER BY f.error IS NULL, coalesce(f.failing_since, f.warning_since, f.last_error_at)))[1] AS first
       FROM pgwatch2.source_metric f
       WHERE m.failing IS NOT NULL AND f.source_id = s.id AND f.metric = ANY (m.failing)
         AND f.metric IN (SELECT w.metric FROM ${wantedMetricsSql('s', 's.is_in_recovery')} w)
     ) p
     WHERE s.deleted_at IS NULL AND ($1::text IS NULL OR s.name = $1)
     ORDER BY s.name`,
    [name ?? null],
  );
  return rows;
}
