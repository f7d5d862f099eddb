import type { Client } from './connect.js';
import { destroyConnection } from './destroy-connection.js';

/** A server that answers says goodbye within milliseconds. */
const goodbyeMs = 1_000;

/** Ends a connection in order, or without it where the server does not answer any more. Never throws. */
export async function closeClient(client: Client): Promise<void> {
  const timer = setTimeout(() => destroyConnection(client), goodbyeMs);
  await client.end().catch(() => undefined);
  clearTimeout(timer);
}
