import {
  type Gateway,
  type GrafanaGateway,
  pageAssets,
  type Readiness,
  requestLog,
  requireCsrfToken,
  requireHttps,
  requireSession,
  securityHeaders,
  sendError,
  trustRouter,
} from '@pgwatch-heroku/gateway';
import type { Logger } from '@pgwatch-heroku/shared';
import express, { type Express, type RequestHandler, type Router } from 'express';
import { docsPage } from '../api/docs/docs-page.js';
import type { MetricsEndpoint } from '../metrics/metrics-endpoint.js';
import { clientFiles } from './client-files.js';
import { errorHandler } from './error-handler.js';

export interface AppOptions {
  log: Logger;
  gateway: Gateway;
  readiness: Readiness;
  api: Router;
  readyz: RequestHandler;
  metrics: MetricsEndpoint;
  logDrain: RequestHandler;
  grafana: Pick<GrafanaGateway, 'beforeSignIn' | 'handler'>;
  /** Folder of the built client. */
  clientDir: string;
}

/** The whole web app, not listening yet. What stands above the session is open to everybody. */
export function createApp(options: AppOptions): Express {
  const { log, gateway, readiness, api, readyz, metrics, logDrain, grafana, clientDir } = options;
  const app = express();
  trustRouter(app);
  app.disable('x-powered-by');
  app.use(requestLog(log));
  app.use(securityHeaders());
  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  app.get('/readyz', readyz);
  app.use(requireHttps);
  app.use(pageAssets());
  app.use(readiness.gate);
  app.get('/metrics', metrics.withToken);
  app.use(logDrain);
  app.use(grafana.beforeSignIn);
  app.use(gateway.router);
  app.use(requireSession);
  // Before the token of our own pages is asked for, which Grafana's do not have.
  app.use(grafana.handler);
  app.use(requireCsrfToken);
  app.get('/metrics', metrics.answer);
  app.use('/api/v1', api);
  app.get('/api/docs', docsPage);
  app.use('/api', (request, response) =>
    sendError(request, response, { status: 404, code: 'not-found', message: 'There is no such address in the API' }),
  );
  app.use(clientFiles(clientDir));
  app.use((request, response) =>
    sendError(request, response, { status: 404, code: 'not-found', message: 'There is no such page' }),
  );
  app.use(errorHandler);
  return app;
}
