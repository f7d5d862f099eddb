import type { Queryable } from '@pgwatch-heroku/shared';

/** A collector dyno, as it last told of itself. Instants in seconds since 1970. */
export interface DynoRow {
  dyno: string;
  version: string;
  startedAt: number;
  /** By the store's clock. */
  seenAt: number;
  /** Figures of its choice. */
  info: Record<string, unknown>;
}

/** The collector dynos of the last day, by name: one that was scaled away is no news for ever. */
export async function readDynos(db: Queryable): Promise<DynoRow[]> {
  const { rows } = await db.query<DynoRow>(
    `SELECT dyno, version, extract(epoch FROM started_at)::float8 AS "startedAt",
       extract(epoch FROM seen_at)::float8 AS "seenAt", info
     FROM pgwatch2.collector WHERE seen_at > now() - interval '1 day' ORDER BY dyno`,
  );
  return rows;
}
