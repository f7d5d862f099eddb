import { type ErrorAnswer, sendError } from '@pgwatch-heroku/gateway';
import { AppError, classifyFailure, codeOf } from '@pgwatch-heroku/shared';
import type { ErrorRequestHandler } from 'express';
import { RequestProblem } from '../api/request-problem.js';

/** The last one: turns whatever was thrown into an answer without SQL, URL or stack. The log has the rest. */
export const errorHandler: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const answer = toAnswer(error);
  if (answer.status >= 500) response.err = error instanceof Error ? error : new Error(String(error));
  if (answer.status === 503) {
    response.set('Retry-After', '5');
    request.log.warn({ event: 'store-away', err: error }, answer.message);
  }
  sendError(request, response, answer);
};

function toAnswer(error: unknown): ErrorAnswer {
  if (error instanceof RequestProblem) return error.answer;
  if (isStoreAway(error)) {
    return {
      status: 503,
      code: 'unavailable',
      message: 'The Collector DB does not answer just now',
      hint: 'It may be restarting or in maintenance; the page tries again by itself.',
    };
  }
  if (codeOf(error) === '57014') {
    // Our own statement_timeout, below the router's 30 s.
    return { status: 504, code: 'too-slow', message: 'The query took too long', hint: 'Choose a shorter range.' };
  }
  const { status, type } = (error ?? {}) as { status?: unknown; type?: unknown };
  if (status === 404) return { status, code: 'not-found', message: 'There is no such file', hint: 'Reload the page.' };
  if (type === 'entity.too.large') {
    return { status: 413, code: 'body-too-large', message: 'The body is larger than this address takes' };
  }
  if (type === 'entity.parse.failed') {
    return { status: 400, code: 'bad-json', message: 'The body is not JSON', hint: 'Send one JSON object.' };
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status, code: 'bad-request', message: 'The request could not be read' };
  }
  return {
    status: 500,
    code: 'bug',
    message: 'Something went wrong here',
    hint: 'Try again; if it stays, the log of the web dyno has the error (heroku logs --dyno web).',
  };
}

function isStoreAway(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unavailable';
  // A login that is refused while we run is a rotated credential: the restart with the new one is on its way.
  return classifyFailure(error) !== 'other';
}
