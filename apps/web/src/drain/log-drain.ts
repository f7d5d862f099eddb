import { equalText, sendError } from '@pgwatch-heroku/gateway';
import { type Logger, messageOf, type Pool } from '@pgwatch-heroku/shared';
import { ensureMetricTable, inPoolConnection, readSourceId, writeFetches } from '@pgwatch-heroku/store';
import express, { type RequestHandler, Router } from 'express';
import { readFrames } from './read-frames.js';
import { readSample } from './read-sample.js';
import { drainShapes, toFetches } from './to-fetches.js';

/** Logplex sends some hundred lines at once, of up to 10 kB each. */
const mostBytes = 4 * 1024 * 1024;
/** What is older was held up for longer than it is news; what is younger has a wrong clock. */
const oldestMs = 60 * 60_000;
const youngestMs = 5 * 60_000;
/** As Heroku calls the database of an app in its log, unless told. */
const usualSource = 'DATABASE';

export interface LogDrainOptions {
  /** May write samples. */
  pool: Pool;
  /** PGWATCH2_LOG_DRAIN_SECRET; without it there is no drain. */
  secret: string | undefined;
  log: Logger;
}

/**
 * POST /log-drain/<database>?source=<attachment>: a log drain of the app that has the database. Of its lines only those
 * are read that Heroku itself writes about the database: load and memory of the server, which no SQL shows.
 */
export function createLogDrain({ pool, secret, log }: LogDrainOptions): Router {
  const withSecret: RequestHandler = (request, response, next) => {
    const given = passwordOf(request.headers.authorization);
    if (secret !== undefined && given !== undefined && equalText(given, secret)) return next();
    response.set('WWW-Authenticate', 'Basic');
    sendError(request, response, {
      status: 401,
      code: 'secret-needed',
      message: 'A log drain needs its secret',
      hint: 'Set the config var PGWATCH2_LOG_DRAIN_SECRET and put it into the address of the drain: https://drain:<secret>@...',
    });
  };
  const router = Router();
  const body = express.raw({ type: 'application/logplex-1', limit: mostBytes, inflate: false });
  router.post('/log-drain/:name', withSecret, body, async (request, response) => {
    const lines: unknown = request.body;
    if (!Buffer.isBuffer(lines)) {
      const message = 'A log drain gets application/logplex-1';
      return sendError(request, response, { status: 415, code: 'not-a-log', message });
    }
    const name = String(request.params['name']);
    const { source = usualSource } = request.query;
    const now = Date.now();
    const samples = readFrames(lines)
      .flatMap((frame) => readSample(frame) ?? [])
      .filter((sample) => sample.source === source)
      .filter(({ at }) => at.getTime() > now - oldestMs && at.getTime() < now + youngestMs);
    const sourceId = await readSourceId(pool, name);
    if (sourceId === undefined) {
      return sendError(request, response, { status: 404, code: 'not-found', message: 'There is no such database' });
    }
    const fetches = samples.flatMap((sample) => toFetches(sourceId, sample));
    if (fetches.length > 0) {
      const { failed } = await inPoolConnection(pool, async (client) => {
        for (const shape of drainShapes) await ensureMetricTable(client, shape);
        return writeFetches(client, fetches);
      });
      for (const { reason } of failed) log.warn({ event: 'log-drain', source: name }, `a line was refused: ${reason}`);
    }
    response.status(204).end();
  });
  router.use('/log-drain', ((error, _request, _response, next) => {
    log.warn({ event: 'log-drain', err: error }, `lines of a log drain were lost: ${messageOf(error)}`);
    next(error);
  }) satisfies express.ErrorRequestHandler);
  return router;
}

/** Of basic auth; who it says to be does not matter. */
function passwordOf(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic +([\w+/=-]+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  return /^[^:]*:(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8'))?.[1];
}
