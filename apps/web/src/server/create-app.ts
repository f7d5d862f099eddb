import {
  type Gateway,
  pageAssets,
  requireCsrfToken,
  requireHttps,
  requireSession,
  securityHeaders,
  sendError,
  trustRouter,
} from '@pgwatch-heroku/gateway';
import type { Logger } from '@pgwatch-heroku/shared';
import express, { type Express, type Router } from 'express';
import { clientFiles } from './client-files.js';
import { errorHandler } from './error-handler.js';
import type { Readiness } from './readiness.js';
import { requestLog } from './request-log.js';

export interface AppOptions {
  log: Logger;
  gateway: Gateway;
  readiness: Readiness;
  api: Router;
  /** Folder of the built client. */
  clientDir: string;
}

/** The whole web app, not listening yet. What stands above the session is open to everybody. */
export function createApp({ log, gateway, readiness, api, clientDir }: AppOptions): Express {
  const app = express();
  trustRouter(app);
  app.disable('x-powered-by');
  app.use(requestLog(log));
  app.use(securityHeaders());
  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  app.use(requireHttps);
  app.use(pageAssets());
  app.use(readiness.gate);
  app.use(gateway.router);
  app.use(requireSession);
  app.use(requireCsrfToken);
  app.use('/api/v1', api);
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
