import type { Request } from 'express';
import type { SessionData } from 'express-session';
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

/** Whose session it is, or undefined when it is nobody's or too old, or the password has changed since. */
export async function judgeSession(data: Partial<SessionData>, accounts: Accounts): Promise<SignedIn | undefined> {
  const { user, role = 'admin', signedInAt, csrfToken, passwordStamp } = data;
  if (!user || !signedInAt || !csrfToken || passwordStamp === undefined) return undefined;
  if (Date.now() - signedInAt >= absoluteTimeoutMs) return undefined;
  return passwordStamp === (await accounts.stamp({ user, role }))
    ? { user, role, via: 'session', csrfToken }
    : undefined;
}

/** As judgeSession() of the request's session; one that has ended is replaced by an empty one. */
export async function readSignedIn(request: Request, accounts: Accounts): Promise<SignedIn | undefined> {
  const signedIn = await judgeSession(request.session, accounts);
  if (!signedIn && request.session.user) await renewSession(request);
  return signedIn;
}
