import { Router } from 'express';
import { z } from 'zod';
import type { App } from '../../platform/app.js';
import { type ApiContext, requireApp } from '../api-context.js';
import { ApiError, invalid } from '../api-error.js';
import { appRef } from '../present/app.js';
import { dynoSizeName } from '../present/dyno-size.js';
import { readBody, reference } from '../read-body.js';

const update = z.strictObject({
  type: z.string(),
  quantity: z.int().min(0).optional(),
  dyno_size: z.union([z.strictObject({ name: z.string() }), z.strictObject({ id: z.string() })]).optional(),
});
/** The command line sends "2" and "+1", and a bare `size`. */
const lenientUpdate = z.object({
  type: z.string(),
  quantity: z.union([z.int(), z.string().regex(/^[+-]?\d+$/)]).optional(),
  dyno_size: reference.optional(),
  size: reference.optional(),
});

export function formationRoutes(context: ApiContext): Router {
  const routes = Router();
  routes.get('/apps/:app/formation', (request, response) => {
    response.json(presentFormation(requireApp(context, request.params.app)));
  });
  routes.get('/apps/:app/formation/:type', (request, response) => {
    const found = presentFormation(requireApp(context, request.params.app)).find(
      ({ type }) => type === request.params.type,
    );
    if (!found) throw unknownType(request.params.type);
    response.json(found);
  });
  routes.patch('/apps/:app/formation', async (request, response) => {
    const app = requireApp(context, request.params.app);
    const { updates } = readBody(
      request,
      { updates: z.array(update).min(1) },
      { updates: z.array(lenientUpdate).min(1) },
    );
    for (const { type } of updates) if (!app.processTypes.includes(type)) throw unknownType(type);
    for (const each of updates) {
      const present = app.state.formation[each.type]?.quantity ?? 0;
      const wanted = each.quantity ?? present;
      const quantity =
        typeof wanted === 'number' ? wanted : /^[+-]/.test(wanted) ? present + Number(wanted) : Number(wanted);
      if (quantity < 0) throw invalid(`Cannot scale ${each.type} to ${quantity}`);
      const given = each.dyno_size ?? ('size' in each ? each.size : undefined);
      const size = typeof given === 'object' ? ('name' in given ? given.name : given.id) : given;
      app.settings.storeFormation(each.type, quantity, size?.toLowerCase());
      void app.scale(each.type, quantity, size?.toLowerCase());
    }
    await app.save();
    const types = updates.map(({ type }) => type);
    response.json(presentFormation(app).filter(({ type }) => types.includes(type)));
  });
  return routes;
}

const unknownType = (type: string) =>
  new ApiError(404, 'not_found', `Couldn't find that process type (${type}).`, { resource: 'formation' });

function presentFormation(app: App) {
  // A release phase shows as a process type, by which the command line knows that there is one.
  const release = app.slug?.manifests.heroku.release && !app.processTypes.includes('release') ? ['release'] : [];
  return [...app.processTypes, ...release].map((type) => {
    const { quantity, size } = app.state.formation[type] ?? { quantity: 0, size: app.settings.defaultSize };
    return {
      id: `${app.state.id}-${type}`,
      type,
      quantity,
      size: dynoSizeName(size),
      dyno_size: { id: size, name: dynoSizeName(size) },
      command: app.commandOf(type) ?? '',
      app: appRef(app),
      created_at: app.state.createdAt,
      updated_at: app.state.createdAt,
    };
  });
}
