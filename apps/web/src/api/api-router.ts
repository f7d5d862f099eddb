import { signedInOf } from '@pgwatch-heroku/gateway';
import type { Pool } from '@pgwatch-heroku/shared';
import { Router } from 'express';
import type { Deployment } from '../setup/notices.js';
import { readSetupStatus } from '../setup/setup-status.js';
import { panelRouter } from './panel-router.js';
import { sourcesRouter } from './sources-router.js';
import type { SessionInfo, UnmonitoredAttachment } from './types.js';

export interface ApiOptions {
  /** Reads only. */
  pool: Pool;
  deployment: Deployment;
  attachedNotMonitored: UnmonitoredAttachment[];
}

/** /api/v1, behind the session. */
export function apiRouter({ pool, deployment, attachedNotMonitored }: ApiOptions): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/session', (_request, response) => {
    const { user, csrfToken } = signedInOf(response);
    response.json({ user, role: 'admin', csrfToken } satisfies SessionInfo);
  });
  router.get('/setup', async (_request, response) => {
    response.json(await readSetupStatus(pool, deployment));
  });
  router.use(sourcesRouter(pool, attachedNotMonitored));
  router.use(panelRouter(pool));
  return router;
}
