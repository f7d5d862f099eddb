import type { Queryable } from '@pgwatch-heroku/shared';

export interface CollectorReport {
  /** `collector.1` */
  dyno: string;
  version: string;
  startedAt: Date;
  /** Figures to show: memory, buffered fetches, sources. */
  info?: Record<string, string | number | boolean | null>;
}

/** A collector's sign of life; `seen_at` is the store's own clock. */
export async function recordCollector(db: Queryable, report: CollectorReport): Promise<void> {
  await db.query(
    `INSERT INTO pgwatch2.collector (dyno, version, started_at, seen_at, info) VALUES ($1, $2, $3, now(), $4)
     ON CONFLICT (dyno) DO UPDATE
       SET version = excluded.version, started_at = excluded.started_at, seen_at = now(), info = excluded.info`,
    [report.dyno, report.version, report.startedAt, JSON.stringify(report.info ?? {})],
  );
}
