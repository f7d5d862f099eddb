import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { ApiContext } from './api-context.js';
import { ApiError, describeError, notFound } from './api-error.js';
import { credentialRoutes } from './data/credentials.js';
import { databaseRoutes } from './data/databases.js';
import { isOurClient } from './read-body.js';
import { accountRoutes } from './routes/account.js';
import { addonRoutes } from './routes/addons.js';
import { appRoutes } from './routes/apps.js';
import { attachmentRoutes } from './routes/attachments.js';
import { buildRoutes } from './routes/builds.js';
import { configVarRoutes } from './routes/config-vars.js';
import { dynoRoutes } from './routes/dynos.js';
import { featureRoutes } from './routes/features.js';
import { formationRoutes } from './routes/formation.js';
import { logRoutes, logStreamRoutes } from './routes/logs.js';
import { releaseRoutes } from './routes/releases.js';
import { reviewAppRoutes } from './routes/review-apps.js';
import { sourceRoutes } from './routes/sources.js';

/** The Platform API and the Data API, which on Heroku are two hosts, on one port as the command line wants them. */
export function createApi(context: ApiContext): Express {
  const api = express();
  api.disable('x-powered-by');
  api.set('query parser', 'simple');
  api.use((_request, response, next) => {
    response.set('Request-Id', randomUUID());
    next();
  });
  // On Heroku these are other hosts, which no fault nor rate limit of the API reaches. Their tokens are in the path:
  // whoever was given the URL needs no key.
  api.use(logStreamRoutes(context), sourceRoutes(context));
  api.use((request, response, next) => {
    const fault = context.faults.next();
    if (fault === 'down') return void request.socket.destroy();
    if (!fault) {
      if (context.faults.losesAnswer(request.method)) cutAtAnswer(request, response);
      return next();
    }
    response.set('Retry-After', String(fault.retryAfterSeconds));
    next(new ApiError(429, 'rate_limit', 'Your account reached the API rate limit. Please wait a few minutes.'));
  });
  api.use((request, _response, next) => {
    authorize(context, request);
    if (isOurClient(request) && !/version=3/.test(request.get('accept') ?? '')) {
      throw new ApiError(406, 'not_acceptable', 'Accept must be application/vnd.heroku+json; version=3.');
    }
    next();
  });
  api.use(express.json({ type: () => true, limit: '5mb' }));
  for (const routes of [
    accountRoutes,
    appRoutes,
    configVarRoutes,
    addonRoutes,
    attachmentRoutes,
    formationRoutes,
    dynoRoutes,
    releaseRoutes,
    featureRoutes,
    logRoutes,
    buildRoutes,
    reviewAppRoutes,
    databaseRoutes,
    credentialRoutes,
  ]) {
    api.use(routes(context));
  }
  api.use((request) => {
    throw notFound(`resource (${request.method} ${request.path})`);
  });
  api.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (response.headersSent) return void response.destroy();
    const { status, body } = describeError(error);
    response.status(status).json(body);
  });
  return api;
}

/** Lets the work be done; all answers end by `end`. */
function cutAtAnswer(request: Request, response: Response): void {
  response.end = () => {
    request.socket.destroy();
    return response;
  };
}

/** `Bearer KEY`, or `Basic` with the key as password, which the command line sends to the Data API. */
function authorize({ keys, faults }: ApiContext, request: Request): void {
  const [scheme, value = ''] = (request.get('authorization') ?? '').split(' ');
  const key = /^basic$/i.test(scheme ?? '')
    ? Buffer.from(value, 'base64')
        .toString()
        .replace(/^[^:]*:/, '')
    : value;
  if (keys.has(key) && !faults.revokedKeys.has(key)) return;
  throw new ApiError(401, 'unauthorized', 'Invalid credentials provided.');
}
