import { classifyFailure, type Pool, type PoolClient } from '@pgwatch-heroku/shared';
import { inTransaction } from './in-transaction.js';

/** Runs work in one transaction on a connection of the pool. */
export const inPoolTransaction = <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  inPoolConnection(pool, (client) => inTransaction(client, () => work(client)));

/** Runs work on one connection of the pool, which is thrown away where it may not be what it was. */
export async function inPoolConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    // After an answer of the server, as after ours, the connection is what it was.
    if (classifyFailure(error) === 'unavailable') failed = error as Error;
    throw error;
  } finally {
    client.release(failed);
  }
}
