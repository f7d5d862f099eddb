import type { Request, Response } from 'express';
import { renderMessagePage } from './pages/message-page.js';

export interface ErrorAnswer {
  status: number;
  code: string;
  /** What went wrong, one sentence. */
  message: string;
  /** What to do about it. */
  hint?: string;
}

/** Answers with an error the way the client reads: a page for people, RFC 9457's problem+json for programs. */
export function sendError(request: Request, response: Response, error: ErrorAnswer): void {
  const { status, code, message, hint } = error;
  response.status(status).set('Cache-Control', 'no-store');
  if (wantsPage(request)) {
    const page = { title: message, hasWayOn: status < 500, ...(hint ? { text: hint } : {}) };
    response.type('html').send(renderMessagePage(page));
    return;
  }
  const title = code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
  const problem = { type: `/api/docs#${code}`, title, status, detail: message, code, ...(hint ? { hint } : {}) };
  response.type('application/problem+json').send(JSON.stringify(problem));
}

/** Whether a person asked by opening a page, not a script of ours. `path` is relative inside a mounted router. */
export function wantsPage(request: Request): boolean {
  const isApi = /^\/api([/?]|$)/.test(request.originalUrl) && !isDocs(request);
  return !isApi && request.accepts(['json', 'html']) === 'html';
}

/** The one address below /api that people open. */
const isDocs = (request: Request) => /^\/api\/docs([?]|$)/.test(request.originalUrl);
