import type { Queryable } from '@pgwatch-heroku/shared';
import { inTransaction } from '../in-transaction.js';

/** First half of the advisory lock's key; the second is the metric. Any number does that nobody else uses. */
const lockSpace = 20_261_122;

/**
 * Runs DDL on one metric's objects in a transaction that no other process does the same in. Waiting for a table lock
 * is bounded: behind a waiting ALTER every reader and writer would queue up.
 */
export function withMetricLock<T>(client: Queryable, metric: string, work: () => Promise<T>): Promise<T> {
  return inTransaction(client, async () => {
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [lockSpace, metric]);
    await client.query("SET LOCAL lock_timeout = '5s'");
    return work();
  });
}
