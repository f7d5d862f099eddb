import type { Pool } from '@pgwatch-heroku/shared';
import { useApiToken } from '@pgwatch-heroku/store';
import type { Request, RequestHandler } from 'express';
import type { SignedIn } from '../session/signed-in.js';
import { hashApiToken, readBearer } from './api-token.js';

/** Whether a request's token is still one. While the store cannot say it counts: what asks has an end of its own. */
export async function hasToken(request: Request, pool: Pool): Promise<boolean> {
  const token = readBearer(request.headers.authorization);
  if (token === undefined) return false;
  return useApiToken(pool, hashApiToken(token)).then(
    (known) => known !== undefined,
    () => true,
  );
}

/**
 * For requests that carry a token: whose it is. They get no session, whatever cookie they send, so
 * that no browser can be made to use one.
 */
export function tokenSignin(pool: Pool): RequestHandler {
  return async (request, response, next) => {
    const token = readBearer(request.headers.authorization);
    const known = token === undefined ? undefined : await useApiToken(pool, hashApiToken(token));
    if (known) {
      const { name, role } = known;
      response.locals['signedIn'] = { user: `token ${name}`, role, via: 'token', csrfToken: '' } satisfies SignedIn;
    }
    next();
  };
}
