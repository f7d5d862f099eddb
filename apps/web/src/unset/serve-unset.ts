import type { RequestListener } from 'node:http';
import { closeServer, listen } from '@pgwatch-heroku/gateway/server';
import { type Lifecycle, type Logger, untilStopped } from '@pgwatch-heroku/shared';
import type { WithoutSecrets } from '../config.js';
import { setCommand, unsetPage } from './unset-page.js';

/**
 * Binds the port of an app whose secrets are not set, and says on every page how to set them. Ending instead would
 * show whoever pushed no more than that an application error occurred. What is set restarts the dyno.
 */
export async function serveUnset(
  { PORT, PGWATCH2_LISTEN_HOST, HEROKU_APP_NAME, missing }: WithoutSecrets,
  log: Logger,
  lifecycle: Lifecycle,
): Promise<undefined> {
  const page = unsetPage(missing, HEROKU_APP_NAME);
  const listener: RequestListener = (_request, response) => {
    response.writeHead(503, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(page);
  };
  const server = await listen(listener, PORT, PGWATCH2_LISTEN_HOST);
  lifecycle.onStop('server', () => closeServer(server));
  const hint = setCommand(missing, HEROKU_APP_NAME);
  log.warn({ event: 'secret-missing', missing, hint }, `${missing.join(' and ')} not set: ${hint}`);
  return untilStopped(lifecycle);
}
