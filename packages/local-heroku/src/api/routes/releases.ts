import { Router } from 'express';
import { z } from 'zod';
import { type ApiContext, requireApp } from '../api-context.js';
import { notFound } from '../api-error.js';
import { presentRelease } from '../present/release.js';
import { sendRange } from '../range.js';
import { readBody } from '../read-body.js';

export function releaseRoutes(context: ApiContext): Router {
  const routes = Router();
  const requireRelease = (appName: string, idOrVersion: string) => {
    const app = requireApp(context, appName);
    const version = Number(idOrVersion.replace(/^v/, ''));
    const release = app.releases.find((each) => each.id === idOrVersion || each.version === version);
    if (!release) throw notFound('release');
    return { app, release };
  };
  routes.get('/apps/:app/releases', (request, response) => {
    const app = requireApp(context, request.params.app);
    const releases = app.releases.map((release) => presentRelease(context, app, release));
    sendRange(request, response, releases, { version: 'version', id: 'id' });
  });
  routes.get('/apps/:app/releases/:release', (request, response) => {
    const { app, release } = requireRelease(request.params.app, request.params.release);
    response.json(presentRelease(context, app, release));
  });
  /** A rollback is a new release of an old one's slug and config vars. */
  routes.post('/apps/:app/releases', async (request, response) => {
    const { release: wanted } = readBody(request, { release: z.string() });
    const { app, release } = requireRelease(request.params.app, wanted);
    const rollout = app.rollBack(release);
    await app.save();
    response.status(201).json(presentRelease(context, app, rollout.release));
  });
  return routes;
}
