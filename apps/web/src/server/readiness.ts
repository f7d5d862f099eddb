import { renderMessagePage, wantsPage } from '@pgwatch-heroku/gateway';
import type { RequestHandler } from 'express';
import type { ApiError } from '../api/types.js';

const title = 'Starting';
const text =
  'Waiting for the Collector DB (config var DATABASE_URL) to be reachable and its schema to be ready. ' +
  'A new database takes a few minutes; this page reloads by itself.';
const retrySeconds = 3;

/** Whether the store can be used yet: the port is bound long before that. */
export class Readiness {
  #ready = false;

  setReady(): void {
    this.#ready = true;
  }

  /** Answers 503 and what is waited for until the store is ready. */
  readonly gate: RequestHandler = (request, response, next) => {
    if (this.#ready) return next();
    response.status(503).set({ 'Retry-After': String(retrySeconds), 'Cache-Control': 'no-store' });
    if (wantsPage(request)) {
      response.type('html').send(renderMessagePage({ title, text, refreshSeconds: retrySeconds }));
      return;
    }
    response.json({ error: { code: 'starting', message: title, hint: text } } satisfies ApiError);
  };
}
