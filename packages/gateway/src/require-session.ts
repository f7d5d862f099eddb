import type { RequestHandler } from 'express';
import { sendError, wantsPage } from './error-answer.js';

/** Lets only signed-in requests through: pages go to /signin and come back, everything else gets 401. */
export const requireSession: RequestHandler = (request, response, next) => {
  if (response.locals['signedIn']) return next();
  if ((request.method === 'GET' || request.method === 'HEAD') && wantsPage(request)) {
    response.set('Cache-Control', 'no-store');
    response.redirect(302, `/signin?next=${encodeURIComponent(request.originalUrl)}`);
    return;
  }
  sendError(request, response, { status: 401, code: 'signed-out', message: 'Not signed in', hint: 'Sign in again.' });
};
