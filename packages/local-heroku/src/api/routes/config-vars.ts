import { Router } from 'express';
import { z } from 'zod';
import { type ApiContext, requireApp } from '../api-context.js';
import { invalid } from '../api-error.js';

const changesSchema = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().nullable());

export function configVarRoutes(context: ApiContext): Router {
  const routes = Router();
  routes.get('/apps/:app/config-vars', (request, response) => {
    response.json(requireApp(context, request.params.app).settings.configVars());
  });
  routes.patch('/apps/:app/config-vars', async (request, response) => {
    const app = requireApp(context, request.params.app);
    const changes = changesSchema.safeParse(request.body);
    if (!changes.success) throw invalid('Config vars are names with strings as values; null removes one.');
    const before = app.settings.configVars();
    const isChange = Object.entries(changes.data).some(([name, value]) => (before[name] ?? null) !== value);
    // Without a difference Heroku makes no release. The release phase goes on after the answer.
    if (isChange) app.setConfig(changes.data);
    await app.save();
    response.json(app.settings.configVars());
  });
  return routes;
}
