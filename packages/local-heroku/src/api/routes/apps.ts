import { randomBytes } from 'node:crypto';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { type ApiContext, requireApp, requireTeamAccess } from '../api-context.js';
import { invalid, notFound } from '../api-error.js';
import { presentApp } from '../present/app.js';
import { sendRange } from '../range.js';
import { readBody, reference } from '../read-body.js';

const appName = z.string().regex(/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/, 'must be 3 to 30 small letters, digits and dashes');
const newApp = { name: appName.optional(), region: reference.optional(), stack: reference.optional() };
const newTeamApp = {
  ...newApp,
  team: reference.optional(),
  space: reference.optional(),
  personal: z.boolean().optional(),
  locked: z.boolean().optional(),
  internal_routing: z.boolean().optional(),
};

export function appRoutes(context: ApiContext): Router {
  const { account, teams, spaces, faults } = context;
  const routes = Router();
  const visible = () => account.apps.filter(({ state }) => !faults.forbiddenTeams.has(state.team ?? ''));
  const requireFreeName = (name: string) => {
    if (account.findApp(name) || faults.foreignApps.has(name)) throw invalid(`Name ${name} is already taken`);
    return name;
  };
  const create = async (given: z.infer<z.ZodObject<typeof newTeamApp>>) => {
    const space =
      given.space === undefined ? undefined : spaces.find(({ id, name }) => [id, name].includes(given.space ?? ''));
    if (given.space !== undefined && !space) throw notFound('space');
    const wanted = given.team ?? space?.team;
    const team = teams.find(({ id, name }) => [id, name].includes(wanted ?? ''));
    if (wanted !== undefined && !team) throw notFound('team');
    requireTeamAccess(faults, team?.name ?? null);
    if (space && space.team !== team?.name)
      throw invalid(`The space ${space.name} is not one of the team ${team?.name}`);
    const app = await account.createApp({
      name: requireFreeName(given.name ?? `local-${randomBytes(4).toString('hex')}`),
      region: space?.region ?? given.region ?? 'us',
      stack: given.stack ?? 'heroku-24',
      team: team?.name ?? null,
      space: space?.name ?? null,
    });
    await app.release('Initial release').done;
    return presentApp(context, app);
  };

  routes.get(['/apps', '/users/:user/apps'], (request, response) => {
    sendRange(
      request,
      response,
      visible().map((app) => presentApp(context, app)),
      { name: 'name', id: 'id' },
    );
  });
  routes.get('/teams/:team/apps', (request: Request<{ team: string }>, response) => {
    const team = teams.find(({ id, name }) => [id, name].includes(request.params.team));
    if (!team) throw notFound('team');
    requireTeamAccess(faults, team.name);
    response.json(
      visible()
        .filter(({ state }) => state.team === team.name)
        .map((app) => presentApp(context, app)),
    );
  });
  routes.post('/apps', async (request, response) => {
    response.status(201).json(await create(readBody(request, newApp)));
  });
  routes.post('/teams/apps', async (request, response) => {
    response.status(201).json(await create(readBody(request, newTeamApp)));
  });
  routes.get(['/apps/:app', '/teams/apps/:app'], (request: Request<{ app: string }>, response) => {
    response.json(presentApp(context, requireApp(context, request.params.app)));
  });
  routes.patch('/apps/:app', async (request, response) => {
    const { state } = requireApp(context, request.params.app);
    const { build_stack, maintenance, name } = readBody(request, {
      build_stack: reference.optional(),
      maintenance: z.boolean().optional(),
      name: appName.optional(),
    });
    if (name !== undefined && name !== state.name) state.name = requireFreeName(name);
    if (build_stack !== undefined) state.stack = build_stack;
    if (maintenance !== undefined) state.maintenance = maintenance;
    await account.save();
    response.json(presentApp(context, requireApp(context, state.id)));
  });
  routes.delete('/apps/:app', async (request, response) => {
    const app = requireApp(context, request.params.app);
    const body = presentApp(context, app);
    await account.destroyApp(app);
    response.json(body);
  });
  return routes;
}
