import { type Pool, toConnectError } from '@pgwatch-heroku/shared';
import type { OperationSession } from './operation-session.js';

/**
 * The session of an operation on a connection of a pool, so that it is one that is counted already: the pool has one
 * less until it is closed. Also of a pool whose sessions cannot write.
 *
 * @param label how errors name the database.
 * @throws AppError when the database cannot be reached.
 */
export async function borrowOperationSession(pool: Pool, label: string): Promise<OperationSession> {
  const client = await pool.connect().catch((error: unknown) => {
    throw toConnectError(error, label);
  });
  // One that breaks while nothing is written fails at the next query.
  const ignore = () => undefined;
  client.on('error', ignore);
  // Thrown away at the end: the lease goes with it, and so does what is set here.
  let isOpen = true;
  const close = async () => {
    if (isOpen) client.release(true);
    isOpen = false;
  };
  try {
    await client.query('SET default_transaction_read_only = off');
  } catch (error) {
    await close();
    throw error;
  }
  return { db: client, close };
}
