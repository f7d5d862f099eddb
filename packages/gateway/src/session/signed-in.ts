import type { Request } from 'express';
import type { Accounts } from '../password/accounts.js';
import { renewSession } from './renew-session.js';
import './session-data.js';

/** However busy, a session ends after this long. */
const absoluteTimeoutMs = 30 * 24 * 60 * 60_000;

/** Who is signed in. */
export interface SignedIn {
  user: string;
  /** A viewer changes nothing. */
  role: 'admin' | 'viewer';
  /** A browser with its cookie, or a program with a token. */
  via: 'session' | 'token';
  /** Empty for a token, which no browser sends by itself. */
  csrfToken: string;
}

/** The request's session, or undefined when there is none, it is too old, or the password has changed since. */
export async function readSignedIn(request: Request, accounts: Accounts): Promise<SignedIn | undefined> {
  const { user, role = 'admin', signedInAt, csrfToken, passwordStamp } = request.session;
  if (!user || !signedInAt || !csrfToken) return undefined;
  const isYoung = Date.now() - signedInAt < absoluteTimeoutMs;
  if (isYoung && passwordStamp !== undefined && passwordStamp === (await accounts.stamp({ user, role }))) {
    return { user, role, via: 'session', csrfToken };
  }
  await renewSession(request);
  return undefined;
}
