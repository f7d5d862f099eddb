import type { Queryable } from '@pgwatch-heroku/shared';

/** A source and how it fares, as the store's rows say it. */
export interface SourceRow {
  id: number;
  name: string;
  variable: string | null;
  group: string | null;
  preset: string;
  isEnabled: boolean;
  detachedAt: Date | null;
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
}

/** All sources by name, or the one of this name. */
export async function readSourceRows(db: Queryable, name?: string): Promise<SourceRow[]> {
  const { rows } = await db.query<SourceRow>(
    `SELECT s.id, s.name, s.variable, s.group_name AS "group", s.preset, s.is_enabled AS "isEnabled",
       s.detached_at AS "detachedAt", s.server_version AS "serverVersion", s.is_in_recovery AS "isInRecovery",
       s.is_up AS "isUp", s.state_reason AS reason, s.checked_at AS "checkedAt",
       CASE WHEN s.tls_changed_at > now() - interval '7 days' THEN s.tls_changed_at END AS "certificateChangedAt",
       (SELECT max(m.last_success_at) FROM pgwatch2.source_metric m
        WHERE m.source_id = s.id AND m.metric <> 'instance_up') AS "lastSampleAt"
     FROM pgwatch2.source s
     WHERE $1::text IS NULL OR s.name = $1
     ORDER BY s.name`,
    [name ?? null],
  );
  return rows;
}
