import type { Request } from 'express';
import type { AdminPassword } from '../password/admin-password.js';
import { renewSession } from './renew-session.js';
import './session-data.js';

/** However busy, a session ends after this long. */
const absoluteTimeoutMs = 30 * 24 * 60 * 60_000;

/** Who is signed in. */
export interface SignedIn {
  user: string;
  csrfToken: string;
}

/** The request's session, or undefined when there is none, it is too old, or the password has changed since. */
export async function readSignedIn(request: Request, password: AdminPassword): Promise<SignedIn | undefined> {
  const { user, signedInAt, csrfToken, passwordStamp } = request.session;
  if (!user || !signedInAt || !csrfToken) return undefined;
  if (Date.now() - signedInAt < absoluteTimeoutMs && passwordStamp === (await password.stamp())) {
    return { user, csrfToken };
  }
  await renewSession(request);
  return undefined;
}
