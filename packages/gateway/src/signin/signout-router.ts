import { Router } from 'express';
import { requireCsrfToken } from '../require-csrf-token.js';
import { sessionCookieName } from '../session/session-middleware.js';
import type { SignedIn } from '../session/signed-in.js';

/** POST /signout: the session is gone from the store, and so is the cookie. Without a session there is nothing to do. */
export function signoutRouter(): Router {
  const router = Router();
  router.post(
    '/signout',
    (_request, response, next) => {
      if ((response.locals['signedIn'] as SignedIn | undefined)?.via === 'session') next();
      else response.status(204).end();
    },
    requireCsrfToken,
    async (request, response) => {
      await new Promise<void>((resolve, reject) => {
        request.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
      });
      const { secure } = request;
      response.clearCookie(secure ? sessionCookieName.https : sessionCookieName.loopback, { path: '/', secure });
      response.status(204).end();
    },
  );
  return router;
}
