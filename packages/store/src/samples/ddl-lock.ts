import { type Queryable, quoteLiteral } from '@pgwatch-heroku/shared';
import { inTransaction } from '../in-transaction.js';

/** First half of the advisory lock's key; the second is the metric. Any number does that nobody else uses. */
const lockSpace = 20_261_122;

/**
 * Runs DDL on one metric's objects in a transaction that no other process does the same in. Waiting for a table lock
 * is bounded: behind a waiting ALTER every reader and writer would queue up.
 */
export function withMetricLock<T>(client: Queryable, metric: string, work: () => Promise<T>): Promise<T> {
  const lock = `SELECT pg_advisory_xact_lock(${lockSpace}, hashtext(${quoteLiteral(metric)}))`;
  return inTransaction(client, work, `${lock}; SET LOCAL lock_timeout = '5s'`);
}

/** As above for those who keep the history of a metric, who must be one at a time over several transactions. */
const historyLockSpace = lockSpace + 1;

/**
 * Runs work that nobody else does for this metric at the same time, on one connection.
 *
 * @returns undefined, at once, while somebody else does it.
 */
export async function tryHistoryLock<T>(
  client: Queryable,
  metric: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const key = [historyLockSpace, metric];
  const { rows } = await client.query<{ got: string }>(
    'SELECT pg_try_advisory_lock($1, hashtext($2))::text AS got',
    key,
  );
  if (rows[0]?.got !== 'true') return undefined;
  try {
    return await work();
  } finally {
    // A connection that is gone has let go of it.
    await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', key).catch(() => undefined);
  }
}

/** Until the end of the transaction that it is called in; in the order of their names, as everybody takes them. */
export async function lockMetrics(client: Queryable, metrics: readonly string[]): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1, hashtext(name)) FROM unnest($2::text[]) AS name', [
    lockSpace,
    [...metrics].sort(),
  ]);
}
