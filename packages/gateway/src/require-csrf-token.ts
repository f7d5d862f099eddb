import type { RequestHandler } from 'express';
import { equalText } from './equal-text.js';
import { sendError } from './error-answer.js';
import { isCrossOrigin } from './request-origin.js';
import type { SignedIn } from './session/signed-in.js';

/** Whatever may change something needs our origin and the session's token in X-CSRF-Token. */
export const requireCsrfToken: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return next();
  const signedIn = response.locals['signedIn'] as SignedIn | undefined;
  // No browser sends a token by itself.
  if (signedIn?.via === 'token') return next();
  const token = request.get('x-csrf-token') ?? '';
  if (signedIn && !isCrossOrigin(request) && equalText(token, signedIn.csrfToken)) return next();
  sendError(request, response, {
    status: 403,
    code: 'csrf',
    message: 'The request did not come from a page of this app',
    hint: 'Reload the page and try again.',
  });
};
