import { limitCalls, signedInOf } from '@pgwatch-heroku/gateway';
import { json, type RequestHandler, Router } from 'express';
import type { ApiContext } from '../api-context.js';
import { problem } from './problem.js';
import { readInput } from './read-input.js';
import type { Route, RouteInput } from './route.js';

/** Far above any form of ours; what is longer has a limit of its own in its route. */
const maxBodyBytes = 100_000;

/** Serves the routes of a registry: role first, then what was sent, then the handler. Behind session and CSRF token. */
export function serveRoutes(routes: readonly Route[], context: ApiContext): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  for (const route of routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router[route.method](path, requireRole(route), ...limit(route), ...readBody(route), answer(route, context));
  }
  return router;
}

const requireRole =
  ({ role }: Route): RequestHandler =>
  (_request, response, next) => {
    const user = signedInOf(response);
    if (role === 'viewer' || user.role === 'admin') return next();
    const who = user.via === 'token' ? 'This token may only read' : 'You may look and change nothing';
    next(problem('forbidden', who, 'An admin can do this.'));
  };

const limit = ({ callsPerMinute }: Route): RequestHandler[] =>
  callsPerMinute === undefined
    ? []
    : [
        limitCalls(callsPerMinute, (_request, _response, next) =>
          next(problem('too-many-requests', 'This was asked too often', 'Wait a minute, then try again.')),
        ),
      ];

function readBody({ body, maxBodyBytes: most = maxBodyBytes }: Route): RequestHandler[] {
  if (!body) return [];
  const checkType: RequestHandler = (request, _response, next) => {
    // A request without any body is the schema's to judge.
    if (request.is('json') === false) next(problem('unsupported-type', 'The body has to be application/json'));
    else next();
  };
  return [checkType, json({ limit: most })];
}

const answer =
  (route: Route, context: ApiContext): RequestHandler =>
  async (request, response) => {
    const input = {
      params: readInput(route.params, 'params', request),
      query: readInput(route.query, 'query', request),
      body: readInput(route.body, 'body', request),
      user: signedInOf(response),
      http: { request, response },
    } as RouteInput<undefined, undefined, undefined>;
    const result = await route.handle(context, input);
    if (route.streams) return;
    if (!route.response) response.status(204).end();
    else response.status(route.status ?? 200).json(result);
  };
