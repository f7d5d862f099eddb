import type { Client } from './connect.js';

/** Ends a connection now, without a goodbye: that would wait for a server that may not answer. */
export function destroyConnection(client: Client): void {
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  connection.stream.destroy();
}
