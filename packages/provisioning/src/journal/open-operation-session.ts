import { closeClient, connect } from '@pgwatch-heroku/shared';
import type { OperationSession } from '@pgwatch-heroku/store';

// What is written here is small, and whoever waits for a lock longer than this waits for a person.
const statementTimeoutMs = 10_000;

/**
 * A session of its own.
 *
 * @param url of the Collector DB.
 * @throws AppError as connect() does.
 */
export async function openOperationSession(url: string): Promise<OperationSession> {
  const client = await connect({
    url,
    label: 'the Collector DB',
    applicationName: 'pgwatch-heroku operation',
    statementTimeoutMs,
    queryTimeoutMs: statementTimeoutMs + 5_000,
  });
  return { db: client, close: () => closeClient(client) };
}
