import { deriveKey, type Logger, type Pool } from '@pgwatch-heroku/shared';
import type { RequestHandler } from 'express';
import session, { type SessionData } from 'express-session';
import { readSessions } from './read-sessions.js';
import { RememberedSessions } from './remembered-sessions.js';
import { SessionStore, type SessionTable } from './session-store.js';
import './session-data.js';

export const sessionCookieName = { https: '__Host-pgwatch', loopback: 'pgwatch-loopback' } as const;

export interface SessionMiddlewareOptions {
  pool: Pool;
  secretKey: string;
  sessionTable?: SessionTable;
  log: Logger;
}

export interface SessionMiddleware {
  handler: RequestHandler;
  /** See readSessions(). */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, SessionData>>;
  /** Stops the pruning of old sessions. */
  close(): void;
}

/**
 * Loads the request's session. HTTPS and plain loopback HTTP have cookies of their own, signed with keys of their own,
 * so that a cookie which once travelled unencrypted opens nothing that is encrypted.
 */
export function createSessionMiddleware(options: SessionMiddlewareOptions): SessionMiddleware {
  const { pool, log, sessionTable: table = { schemaName: 'pgwatch2', tableName: 'session' } } = options;
  const shared = { pool, log, table, remembered: new RememberedSessions() };
  const stores: SessionStore[] = [];
  const create = (transport: keyof typeof sessionCookieName) => {
    // One store each: express-session keeps the cookie's settings in it.
    const store = new SessionStore(shared);
    stores.push(store);
    return session({
      name: sessionCookieName[transport],
      secret: deriveKey(options.secretKey, `session cookie, ${transport}`).toString('base64url'),
      store,
      resave: false,
      saveUninitialized: false,
      unset: 'destroy',
      cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: transport === 'https' },
    });
  };
  const onHttps = create('https');
  const onLoopback = create('loopback');
  return {
    handler: (request, response, next) => (request.secure ? onHttps : onLoopback)(request, response, next),
    read: (ids) => readSessions(ids, shared),
    close: () => {
      for (const store of stores) store.close();
    },
  };
}
