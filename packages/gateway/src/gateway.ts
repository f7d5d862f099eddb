import { deriveKey, type Logger, type Pool, type Queryable } from '@pgwatch-heroku/shared';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { Accounts, adminUser } from './password/accounts.js';
import { PasswordDesk } from './password/password-desk.js';
import { openSessions } from './session/open-sessions.js';
import { createSessionMiddleware } from './session/session-middleware.js';
import type { SessionTable } from './session/session-store.js';
import { readSignedIn } from './session/signed-in.js';
import { signedInOf } from './signed-in-of.js';
import { FormToken } from './signin/form-token.js';
import { GrowingDelay, type GrowingDelayOptions } from './signin/growing-delay.js';
import { signinRouter } from './signin/signin-router.js';
import { signoutRouter } from './signin/signout-router.js';
import { hasToken, tokenSignin } from './token/token-signin.js';

export interface SigninLimits extends GrowingDelayOptions {
  /** Failures allowed per address and window. */
  failuresPerAddress: number;
  windowMs: number;
}

export interface GatewayOptions {
  /** PGWATCH2_ADMIN_PASSWORD. */
  adminPassword: string;
  /** PGWATCH2_SECRET_KEY. */
  secretKey: string;
  /** Connections to the Collector DB that may write to pgwatch2.session; two are enough. */
  pool: Pool;
  log: Logger;
  /**
   * Where sessions are, other than pgwatch2.session: for an app that may not see the store. It has no passwords but the
   * config var's then.
   */
  sessionTable?: SessionTable;
  /** The name that the admin signs in by, `admin` unless told. */
  adminName?: string;
  /** HEROKU_APP_NAME, for the link to the config vars. */
  appName?: string | undefined;
  limits?: Partial<SigninLimits>;
  /** Of scrypt: 15 unless told, which no app does. Tests for which guessing need not be slow take less. */
  passwordLog2N?: number;
}

export interface Gateway {
  /** Loads the session and serves /signin and /signout. What is mounted after it knows who is signed in. */
  router: RequestHandler;
  /** See openSessions(). For what a session has open after the request that opened it. */
  openSessions(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Whether whoever gets this answer would be let in again. For one that goes on for minutes, now and then. */
  isStillIn(response: Response): Promise<boolean>;
  /** Changes passwords. */
  passwords: PasswordDesk;
  close(): void;
}

const defaultLimits: SigninLimits = {
  failuresPerAddress: 10,
  windowMs: 15 * 60_000,
  freeFailures: 10,
  firstDelayMs: 250,
  maxDelayMs: 8_000,
  forgetAfterMs: 15 * 60_000,
  // With the longest delay: 2.5 guesses a second at most, from however many addresses; and not more hashes in the
  // queue than an owner would wait for.
  maxWaiting: 20,
};

/** Answers as a store does in which nobody has set a password. */
const noStoredPasswords = { query: async () => ({ rows: [], rowCount: 0 }) } as unknown as Queryable;

/** Tokens are for the API alone: pages, and what signs in and out, know sessions only. */
const isProgram = ({ path, headers }: Request): boolean =>
  path.startsWith('/api/') && /^Bearer\b/i.test(headers.authorization ?? '');

/**
 * Sign-in and sessions, for an app that trustRouter() was called for: neither address nor scheme can be made up by a
 * client.
 */
export function createGateway(options: GatewayOptions): Gateway {
  const limits = { ...defaultLimits, ...options.limits };
  const accounts = new Accounts({
    variable: options.adminPassword,
    stampKey: deriveKey(options.secretKey, 'password stamp'),
    db: options.sessionTable ? noStoredPasswords : options.pool,
    log2N: options.passwordLog2N,
  });
  const sessions = createSessionMiddleware(options);
  const appPath = options.appName ? `/${encodeURIComponent(options.appName)}/settings` : '';
  const router = Router();
  const withToken = tokenSignin(options.pool);
  const signIn = Router();
  signIn.use(sessions.handler);
  signIn.use(async (request, response, next) => {
    response.locals['signedIn'] = await readSignedIn(request, accounts);
    next();
  });
  const delay = new GrowingDelay(limits);
  router.use((request, response, next) => (isProgram(request) ? withToken : signIn)(request, response, next));
  router.use(
    signinRouter({
      accounts,
      adminName: options.adminName ?? adminUser,
      formToken: new FormToken(deriveKey(options.secretKey, 'sign-in form')),
      delay,
      log: options.log,
      failuresPerAddress: limits.failuresPerAddress,
      windowMs: limits.windowMs,
      configVarsUrl: `https://dashboard.heroku.com/apps${appPath}`,
    }),
  );
  router.use(signoutRouter());
  const openAmong = (ids: readonly string[]) => openSessions(ids, { sessions, accounts });
  return {
    router,
    openSessions: openAmong,
    isStillIn: async (response) => {
      const request = response.req;
      if (signedInOf(response).via === 'token') return hasToken(request, options.pool);
      return (await openAmong([request.sessionID])).has(request.sessionID);
    },
    passwords: new PasswordDesk(accounts, delay),
    close: () => sessions.close(),
  };
}
