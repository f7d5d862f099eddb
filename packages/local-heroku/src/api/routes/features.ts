import { Router } from 'express';
import { z } from 'zod';
import type { App } from '../../platform/app.js';
import { dynoMetadataFeature } from '../../platform/dyno-metadata.js';
import { type ApiContext, requireApp } from '../api-context.js';
import { notFound } from '../api-error.js';
import { readBody } from '../read-body.js';

const known = [{ name: dynoMetadataFeature, description: 'Variables about app, release and dyno in its environment' }];

export function featureRoutes(context: ApiContext): Router {
  const routes = Router();
  const present = ({ state }: App) =>
    known.map(({ name, description }) => ({
      id: name,
      name,
      description,
      enabled: state.features.includes(name),
      doc_url: 'https://devcenter.heroku.com/articles/dyno-metadata',
      state: 'general',
      feedback_email: null,
      created_at: state.createdAt,
      updated_at: state.createdAt,
    }));
  const requireFeature = (app: App, wanted: string) => {
    const found = present(app).find(({ name }) => name === wanted);
    if (!found) throw notFound('feature');
    return found;
  };
  routes.get('/apps/:app/features', (request, response) => {
    response.json(present(requireApp(context, request.params.app)));
  });
  routes.get('/apps/:app/features/:feature', (request, response) => {
    response.json(requireFeature(requireApp(context, request.params.app), request.params.feature));
  });
  /** Dynos that start from now on see it: the documentation names a restart or a deploy as what it takes. */
  routes.patch('/apps/:app/features/:feature', async (request, response) => {
    const app = requireApp(context, request.params.app);
    const { name } = requireFeature(app, request.params.feature);
    const { enabled } = readBody(request, { enabled: z.boolean() });
    const others = app.state.features.filter((each) => each !== name);
    app.state.features = enabled ? [...others, name] : others;
    await app.save();
    response.json(requireFeature(app, name));
  });
  return routes;
}
