import type { Server } from 'node:http';

/** Requests that still run get this long; a page's query ends at 20 s, but nobody waits that long for a restart. */
const graceMs = 10_000;

/** Takes no new connections, lets running requests end, and resolves when the last one has. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection that was busy becomes idle, and would then be kept alive for its time-out.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}
