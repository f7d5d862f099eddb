import type { Queryable } from '@pgwatch-heroku/shared';

export interface SourceFinding {
  sourceId: number;
  checkedAt: Date;
  /** The worst of it; null where nothing is wrong. */
  finding: { level: 'error' | 'warning'; text: string } | null;
}

/** Keeps what a source said of itself; an older word than the kept one is dropped (two dynos overlap). */
export async function recordSourceFinding(
  db: Queryable,
  { sourceId, checkedAt, finding }: SourceFinding,
): Promise<void> {
  // A source that was deleted meanwhile has nothing to be kept.
  await db.query(
    `INSERT INTO pgwatch2.source_finding AS kept (source_id, checked_at, level, text)
     SELECT id, $2, $3, $4 FROM pgwatch2.source WHERE id = $1
     ON CONFLICT (source_id) DO UPDATE SET checked_at = excluded.checked_at, level = excluded.level, text = excluded.text
     WHERE kept.checked_at <= excluded.checked_at`,
    [sourceId, checkedAt, finding?.level ?? null, finding?.text ?? null],
  );
}

/** Forgets what a source said of itself up to an instant, at which it could not be asked: nothing is known of it. */
export async function forgetSourceFinding(db: Queryable, sourceId: number, until: Date): Promise<void> {
  await db.query('DELETE FROM pgwatch2.source_finding WHERE source_id = $1 AND checked_at <= $2', [sourceId, until]);
}
