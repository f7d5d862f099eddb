import { createServer, type RequestListener, type Server } from 'node:http';
import { AppError } from '@pgwatch-heroku/shared';

/** Longer than Heroku's router keeps an idle connection (90 s), so that it never meets one that we just closed. */
const keepAliveTimeoutMs = 95_000;
/** The router gives up on a request after 30 s; reading one need not take longer. */
const requestTimeoutMs = 30_000;

/**
 * Listens on all addresses, as a dyno must.
 *
 * @throws AppError `unavailable` when the port is taken, `configuration` when it may not be used.
 */
export function listen(listener: RequestListener, port: number): Promise<Server> {
  const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs, requestTimeout: requestTimeoutMs }, listener);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toListenError(error, port)));
    server.listen(port, () => resolve(server));
  });
}

function toListenError(error: NodeJS.ErrnoException, port: number): unknown {
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
  return error;
}
