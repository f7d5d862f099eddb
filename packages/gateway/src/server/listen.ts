import { createServer, type RequestListener, type Server } from 'node:http';
import { AppError } from '@pgwatch-heroku/shared';

/** Longer than Heroku's router keeps an idle connection (90 s), so that it never meets one that we just closed. */
const keepAliveTimeoutMs = 95_000;
/** The router gives up on a request after 30 s; reading one need not take longer. */
const requestTimeoutMs = 30_000;

/**
 * Listens on one address, or on all as a dyno must: Heroku lets nobody but its router reach it. Where others can, they
 * would pass the router by and send its headers themselves.
 *
 * @throws AppError `unavailable` when the port is taken, `configuration` when port or address may not be used.
 */
export function listen(listener: RequestListener, port: number, host?: string): Promise<Server> {
  const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs, requestTimeout: requestTimeoutMs }, listener);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toListenError(error, port, host)));
    server.listen({ port, host }, () => resolve(server));
  });
}

function toListenError(error: NodeJS.ErrnoException, port: number, host = 'all addresses'): unknown {
  if (error.code === 'EADDRINUSE') {
    return new AppError('unavailable', `Port ${port} is in use by another process`, {
      cause: error,
      hint: 'Stop that process, or set PORT to a free port.',
    });
  }
  if (error.code === 'EACCES') {
    return new AppError('configuration', `Port ${port} may not be used by this user`, {
      cause: error,
      hint: 'Set PORT to 1024 or above.',
    });
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') {
    return new AppError('configuration', `This machine has no address ${host} to listen on`, {
      cause: error,
      hint: 'Set PGWATCH2_LISTEN_HOST to an address of this machine, or remove it.',
    });
  }
  return error;
}
