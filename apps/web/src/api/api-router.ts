import type { Router } from 'express';
import type { ApiContext } from './api-context.js';
import { serveRoutes } from './registry/serve-routes.js';
import { routes } from './routes.js';

/** /api/v1, behind the session. */
export const apiRouter = (context: ApiContext): Router => serveRoutes(routes, context);
