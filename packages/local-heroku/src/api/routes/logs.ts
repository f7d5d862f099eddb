import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { formatLogLine, type LogLine } from '../../logs/log-hub.js';
import type { App } from '../../platform/app.js';
import type { Drain } from '../../state/account-state.js';
import { type ApiContext, requireApp } from '../api-context.js';
import { invalid, notFound } from '../api-error.js';
import { readBody } from '../read-body.js';

/** https://devcenter.heroku.com/articles/log-drains */
const maxDrains = 5;
/** The command line's own default. */
const defaultLines = 100;

interface LogSession {
  app: App;
  lines: number;
  tail: boolean;
  matches: (line: LogLine) => boolean;
}

const sessions = new WeakMap<ApiContext, Map<string, LogSession>>();
const sessionsOf = (context: ApiContext) => {
  const found = sessions.get(context) ?? new Map<string, LogSession>();
  sessions.set(context, found);
  return found;
};

const newSession = {
  lines: z.int().min(0).optional(),
  tail: z.boolean().optional(),
  dyno_name: z.string().optional(),
  source: z.string().optional(),
  type: z.string().optional(),
};

export function logRoutes(context: ApiContext): Router {
  const { account, drains, url } = context;
  const routes = Router();
  routes.post('/apps/:app/log-sessions', (request, response) => {
    const app = requireApp(context, request.params.app);
    const given = readBody(request, newSession, {
      ...newSession,
      lines: z.coerce.number().int().min(0).optional(),
      dyno: z.string().optional(),
    });
    const dyno = given.dyno_name ?? ('dyno' in given ? given.dyno : undefined) ?? given.type;
    const id = randomUUID();
    sessionsOf(context).set(id, {
      app,
      lines: given.lines ?? defaultLines,
      tail: given.tail ?? false,
      matches: ({ source, process }) =>
        (given.source === undefined || source === given.source) &&
        (dyno === undefined || process === dyno || process.startsWith(`${dyno}.`)),
    });
    const at = new Date().toISOString();
    response.status(201).json({ id, logplex_url: `${url()}/logs/${id}`, created_at: at, updated_at: at });
  });

  const present = ({ id, url: drainUrl, token, createdAt }: Drain) => ({
    id,
    url: drainUrl,
    token,
    addon: null,
    created_at: createdAt,
    updated_at: createdAt,
  });
  const requireDrain = (app: App, wanted: string) => {
    const found = app.state.drains.find((each) => each.id === wanted || each.url === wanted || each.token === wanted);
    if (!found) throw notFound('drain');
    return found;
  };
  routes.get('/apps/:app/log-drains', (request, response) => {
    response.json(requireApp(context, request.params.app).state.drains.map(present));
  });
  routes.get('/apps/:app/log-drains/:drain', (request, response) => {
    response.json(present(requireDrain(requireApp(context, request.params.app), request.params.drain)));
  });
  routes.post('/apps/:app/log-drains', async (request, response) => {
    const app = requireApp(context, request.params.app);
    const { url: drainUrl } = readBody(request, { url: z.string() });
    if (!/^https?:\/\/([^@/]*@)?(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/.test(drainUrl)) {
      throw invalid('Url: only drains on 127.0.0.1 are offered here');
    }
    if (app.state.drains.some((each) => each.url === drainUrl)) throw invalid('Url has already been taken');
    if (app.state.drains.length >= maxDrains) throw invalid(`An app has at most ${maxDrains} drains`);
    const drain = { id: randomUUID(), url: drainUrl, token: `d.${randomUUID()}`, createdAt: new Date().toISOString() };
    app.state.drains.push(drain);
    await account.save();
    drains.open(app, drain);
    response.status(201).json(present(drain));
  });
  routes.delete('/apps/:app/log-drains/:drain', async (request, response) => {
    const app = requireApp(context, request.params.app);
    const drain = requireDrain(app, request.params.drain);
    app.state.drains = app.state.drains.filter(({ id }) => id !== drain.id);
    await account.save();
    drains.close(drain.id);
    response.json(present(drain));
  });
  return routes;
}

/** What logplex_url leads to. */
export function logStreamRoutes(context: ApiContext): Router {
  const routes = Router();
  routes.get('/logs/:session', (request: Request<{ session: string }>, response) => {
    const session = sessionsOf(context).get(request.params.session);
    if (!session) return void response.status(404).end();
    stream(session, request, response);
  });
  return routes;
}

/** Plain text, or server-sent events for who asks for them, as the command line does. */
function stream({ app, lines, tail, matches }: LogSession, request: Request, response: Response): void {
  const isEvents = /text\/event-stream/.test(request.get('accept') ?? '');
  response.set('Content-Type', isEvents ? 'text/event-stream' : 'text/plain; charset=utf-8');
  response.flushHeaders();
  const send = (line: LogLine) => {
    if (!matches(line)) return;
    const text = formatLogLine(line);
    response.write(isEvents ? `data: ${text}\n\n` : `${text}\n`);
  };
  const recent = app.logs.recent().filter(matches);
  for (const line of lines === 0 ? [] : recent.slice(-lines)) send(line);
  if (!tail) return void response.end();
  response.on('close', app.logs.subscribe(send));
}
