import type { Queryable } from '@pgwatch-heroku/shared';
import { defaultHistory, type HistoryDays } from '../samples/history.js';

/** The history as it is kept at present, by whoever keeps house; the default before anybody has. */
export async function readHistory(db: Queryable): Promise<HistoryDays> {
  const { rows } = await db.query<{ raw: string; ten: string; total: string }>(
    `SELECT raw_days::text AS raw, ten_minutes_days::text AS ten, retention_days::text AS total FROM pgwatch2.storage`,
  );
  const row = rows[0];
  if (!row) return defaultHistory;
  return { rawDays: Number(row.raw), tenMinutesDays: Number(row.ten), retentionDays: Number(row.total) };
}
