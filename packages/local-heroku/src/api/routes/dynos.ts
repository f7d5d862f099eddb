import { Router } from 'express';
import { z } from 'zod';
import type { App } from '../../platform/app.js';
import { type ApiContext, requireApp } from '../api-context.js';
import { invalid, notFound } from '../api-error.js';
import { appRef } from '../present/app.js';
import { dynoSizeName } from '../present/dyno-size.js';
import { readBody } from '../read-body.js';

/** A day, like the dynos of a formation. */
const maxTimeToLiveSeconds = 86_400;

const newDyno = {
  command: z.string().min(1),
  attach: z.boolean().optional(),
  type: z.string().optional(),
  size: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
  time_to_live: z.int().min(1).max(maxTimeToLiveSeconds).optional(),
  force_no_tty: z.boolean().nullish(),
};

export function dynoRoutes(context: ApiContext): Router {
  const routes = Router();
  routes.get('/apps/:app/dynos', (request, response) => {
    response.json(presentDynos(requireApp(context, request.params.app)));
  });
  routes.get('/apps/:app/dynos/:dyno', (request, response) => {
    const { app, dyno } = request.params;
    const found = presentDynos(requireApp(context, app)).find(({ id, name }) => id === dyno || name === dyno);
    if (!found) throw notFound('dyno');
    response.json(found);
  });
  routes.post('/apps/:app/dynos', (request, response) => {
    const app = requireApp(context, request.params.app);
    const {
      command,
      attach,
      type,
      env,
      time_to_live: seconds,
    } = readBody(request, newDyno, {
      ...newDyno,
      force_no_tty: z.unknown().optional(),
    });
    if (attach) throw invalid('Attached dynos are not offered here: use heroku run:detached and heroku logs.');
    if (type !== undefined && type !== 'run' && !app.processTypes.includes(type)) throw notFound('process type');
    const { id } = app.startOneOff(command, {
      type: 'run',
      ...(env === undefined ? {} : { env }),
      ...(seconds === undefined ? {} : { timeToLiveMs: seconds * 1_000 }),
    });
    response.status(201).json(presentDynos(app).find((each) => each.id === id));
  });
  routes.delete('/apps/:app/dynos', async (request, response) => {
    await requireApp(context, request.params.app).formation.restart();
    response.status(202).json({});
  });
  routes.delete('/apps/:app/dynos/:dyno', async (request, response) => {
    const app = requireApp(context, request.params.app);
    const formed = app.formation.dynos.find(({ name }) => name === request.params.dyno);
    const oneOff = [...app.oneOffs.values()].find(({ id, name }) => [id, name].includes(request.params.dyno));
    if (!formed && !oneOff) throw notFound('dyno');
    if (formed) await formed.restart();
    else if (oneOff) void app.stopOneOff(oneOff.id);
    response.status(202).json({});
  });
  return routes;
}

function presentDynos(app: App) {
  const version = app.releases.findLast(({ status }) => status === 'succeeded')?.version;
  const common = { app: appRef(app), attach_url: null };
  const formed = app.formation.dynos.map(({ id, name, state, changedAt }) => {
    const [type = ''] = name.split('.');
    const size = dynoSizeName(app.state.formation[type]?.size ?? app.settings.defaultSize);
    const command = app.commandOf(type) ?? '';
    const at = changedAt.toISOString();
    return { ...common, id, name, type, state, size, command, release: { version }, created_at: at, updated_at: at };
  });
  const oneOffs = [...app.oneOffs.values()].map(({ id, name, type, command, createdAt, state }) => ({
    ...common,
    id,
    name,
    type,
    command,
    state: state(),
    size: dynoSizeName(app.settings.defaultSize),
    release: { version },
    created_at: createdAt,
    updated_at: createdAt,
  }));
  return [...formed, ...oneOffs];
}
