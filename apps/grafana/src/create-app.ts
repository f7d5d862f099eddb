import {
  type Gateway,
  type GrafanaGateway,
  pageAssets,
  type Readiness,
  requestLog,
  requireHttps,
  requireSession,
  securityHeaders,
  sendError,
  trustRouter,
} from '@pgwatch-heroku/gateway';
import { type Logger, messageOf } from '@pgwatch-heroku/shared';
import express, { type ErrorRequestHandler, type Express } from 'express';

export interface AppOptions {
  log: Logger;
  gateway: Gateway;
  grafana: GrafanaGateway;
  readiness: Readiness;
  isReady: () => boolean;
}

/** The sign-in and Grafana, not listening yet. What stands above the session is open to everybody. */
export function createApp({ log, gateway, grafana, readiness, isReady }: AppOptions): Express {
  const app = express();
  trustRouter(app);
  app.disable('x-powered-by');
  app.use(requestLog(log));
  app.use(securityHeaders());
  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  app.get('/readyz', (_request, response) => {
    const status = isReady() ? 'ready' : 'not ready';
    response
      .status(isReady() ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status });
  });
  app.use(requireHttps);
  app.use(pageAssets());
  app.use(readiness.gate);
  app.use(grafana.beforeSignIn);
  app.use(gateway.router);
  app.use(requireSession);
  app.use(grafana.handler);
  app.get('/', (_request, response) => response.redirect(302, '/grafana/'));
  app.use((request, response) =>
    sendError(request, response, { status: 404, code: 'not-found', message: 'There is no such page' }),
  );
  const onError: ErrorRequestHandler = (error: unknown, request, response, _next) => {
    if (response.headersSent) return void response.destroy();
    const { status } = error as { status?: number };
    if (status !== undefined && status >= 400 && status < 500) {
      return sendError(request, response, { status, code: 'bad-request', message: 'The request could not be read' });
    }
    log.warn({ event: 'store-away', err: error }, `a request failed: ${messageOf(error)}`);
    response.set('Retry-After', '5');
    sendError(request, response, {
      status: 503,
      code: 'unavailable',
      message: 'The Collector DB does not answer just now',
      hint: 'It may be restarting or in maintenance; load the page again in a moment.',
    });
  };
  app.use(onError);
  return app;
}
