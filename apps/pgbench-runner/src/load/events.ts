import type { Pool } from '@pgwatch-heroku/shared';
import * as sql from '../sql/load.js';
import type { LoadEvent } from './rhythm.js';

/** Long enough for a fetch of locks to see it, short enough that nobody takes it for a fault. */
const holdSeconds = 4;

/** One query that stands out, or one transaction that others have to wait for. */
export async function runEvent(pool: Pool, event: LoadEvent): Promise<void> {
  if (event === 'slow-query') {
    await pool.query(sql.slowQuerySql);
    return;
  }
  const holder = await pool.connect();
  let failure: unknown;
  try {
    await holder.query(sql.beginSql);
    await holder.query(sql.holdBranchSql, [1]);
    const waiter = pool.query(sql.updateBranchSql, [0, 1]);
    waiter.catch(() => undefined); // awaited below, when the holder has let go
    await holder.query(sql.pauseSql, [holdSeconds]);
    await holder.query(sql.commitSql);
    await waiter;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    holder.release(failure !== undefined);
  }
}
