import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type { Account } from '../password/accounts.js';
import { renewSession } from './renew-session.js';
import './session-data.js';

/** Signs the request in under a new session id, so that an id planted before sign-in is worth nothing. */
export async function startSession(request: Request, { user, role, stamp }: Account): Promise<void> {
  await renewSession(request);
  request.session.user = user;
  request.session.role = role;
  request.session.signedInAt = Date.now();
  request.session.passwordStamp = stamp;
  // Set once: a session is never saved again, so a request that ends late cannot bring a signed-out session back.
  request.session.csrfToken = randomBytes(32).toString('base64url');
  await new Promise<void>((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(error) : resolve()));
  });
}
