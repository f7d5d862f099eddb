import type { RequestHandler } from 'express';
import { sendError, wantsPage } from '../error-answer.js';
import { renderMessagePage } from '../pages/message-page.js';

const title = 'Starting';
const nothingYet = 'It is not known yet whether it answers.';
const retrySeconds = 3;

/** Whether the store can be used yet: the port is bound long before that. */
export class Readiness {
  #ready = false;
  #variable = 'DATABASE_URL';
  #reason = nothingYet;

  setReady(): void {
    this.#ready = true;
  }

  /**
   * @param variable the config var that leads to the store.
   * @param reason why the store cannot be used at present, in words that anybody may read.
   */
  setWaiting(variable: string, reason: string): void {
    this.#variable = variable;
    this.#reason = reason;
  }

  /** Answers 503 and what is waited for until the store is ready. */
  readonly gate: RequestHandler = (request, response, next) => {
    if (this.#ready) return next();
    const text =
      `Waiting for the Collector DB (config var ${this.#variable}). ${this.#reason} A new database takes a few minutes; ` +
      'if it takes longer, the log of the web dyno says why and what to do (heroku logs --dyno web).';
    response.status(503).set({ 'Retry-After': String(retrySeconds), 'Cache-Control': 'no-store' });
    if (wantsPage(request)) {
      const words = `${text} This page reloads by itself.`;
      response.type('html').send(renderMessagePage({ title, text: words, refreshSeconds: retrySeconds }));
      return;
    }
    sendError(request, response, { status: 503, code: 'starting', message: title, hint: text });
  };
}
