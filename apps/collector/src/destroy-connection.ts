import type { Client } from '@pgwatch-heroku/shared';

/** Ends a connection now: closing politely would wait for a server that may not answer. */
export function destroyConnection(client: Client): void {
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  connection.stream.destroy();
}
