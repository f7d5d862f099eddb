import type { Queryable } from '@pgwatch-heroku/shared';

/**
 * Runs work in one transaction of a single connection (never of a pool, which may use another one per query). `first`
 * is SQL that goes to the server together with BEGIN.
 */
export async function inTransaction<T>(client: Queryable, work: () => Promise<T>, first = ''): Promise<T> {
  try {
    await client.query(`BEGIN; ${first}`);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // the connection itself may be gone
    throw error;
  }
}
