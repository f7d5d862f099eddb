import type { Queryable } from '@pgwatch-heroku/shared';

export interface RetentionOptions {
  retentionDays: number;
  /** The caller's clock; the database's counts where it is earlier, so that no wrong clock drops history. */
  now: Date;
}

/** The earlier one of the caller's clock and the database's. */
export async function earlierNow(db: Queryable, now: Date): Promise<Date> {
  const { rows } = await db.query<{ ms: string }>(
    'SELECT (extract(epoch FROM least(now(), $1::timestamptz)) * 1000)::text AS ms',
    [now],
  );
  return new Date(Number(rows[0]?.ms));
}
