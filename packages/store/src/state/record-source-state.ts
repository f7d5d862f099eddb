import type { Queryable } from '@pgwatch-heroku/shared';

export interface SourceStateReport {
  sourceId: number;
  ok: boolean;
  /** Why not, without secrets. */
  reason?: string;
  hint?: string;
  at: Date;
}

/** Records whether a source answered; an older report than the recorded one is dropped (two collectors overlap). */
export async function recordSourceState(db: Queryable, report: SourceStateReport): Promise<void> {
  await db.query(
    `UPDATE pgwatch2.source SET
       is_up = $2, state_reason = $3, state_hint = $4, checked_at = $5,
       state_since = CASE WHEN is_up IS NOT DISTINCT FROM $2 THEN coalesce(state_since, $5) ELSE $5 END
     WHERE id = $1 AND (checked_at IS NULL OR checked_at <= $5)`,
    [report.sourceId, report.ok, report.reason ?? null, report.hint ?? null, report.at],
  );
}
