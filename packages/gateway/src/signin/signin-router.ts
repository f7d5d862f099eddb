import type { Logger } from '@pgwatch-heroku/shared';
import { type Request, type Response, Router, urlencoded } from 'express';
import { type AugmentedRequest, rateLimit } from 'express-rate-limit';
import { renderSigninPage } from '../pages/signin-page.js';
import { type Accounts, adminUser } from '../password/accounts.js';
import { isCrossOrigin } from '../request-origin.js';
import { startSession } from '../session/start-session.js';
import type { FormToken } from './form-token.js';
import type { GrowingDelay } from './growing-delay.js';
import { safeNextPath } from './next-path.js';

export interface SigninRouterOptions {
  accounts: Accounts;
  /** The name that the admin signs in by. */
  adminName: string;
  formToken: FormToken;
  delay: GrowingDelay;
  log: Logger;
  /** Failures allowed per address and window. */
  failuresPerAddress: number;
  windowMs: number;
  /** Where the generated password can be read. */
  configVarsUrl: string;
}

/** When tries pile up, those that wait are through after this long. */
const busySeconds = 10;

// One message for every reason, so that nobody learns which part was wrong.
const wrong = 'User or password is wrong.';

export function signinRouter(options: SigninRouterOptions): Router {
  const router = Router();
  const page = (request: Request, response: Response, status: number, next: unknown, error?: string) => {
    const html = renderSigninPage({
      token: options.formToken.issue(request, response),
      next: safeNextPath(next),
      user: options.adminName,
      configVarsUrl: options.configVarsUrl,
      ...(error ? { error } : {}),
    });
    response.status(status).set('Cache-Control', 'no-store').type('html').send(html);
  };
  const turnAway = (request: Request, response: Response, seconds: number) => {
    response.set('Retry-After', String(seconds));
    const wait = seconds < 60 ? 'a moment' : `${Math.ceil(seconds / 60)} minutes`;
    page(request, response, 429, request.query['next'], `Too many tries. Wait ${wait}, then try again.`);
  };

  router.get('/signin', (request, response) => {
    if (response.locals['signedIn']) response.redirect(302, safeNextPath(request.query['next']));
    else page(request, response, 200, request.query['next']);
  });

  router.post(
    '/signin',
    rateLimit({
      windowMs: options.windowMs,
      limit: options.failuresPerAddress,
      skipSuccessfulRequests: true,
      // What was turned away was not checked: it tells a guesser nothing, and the owner must be able to come again.
      requestWasSuccessful: (_request, response) =>
        response.statusCode < 400 || response.locals['isTurnedAway'] === true,
      standardHeaders: false,
      legacyHeaders: false,
      handler: (request, response) => {
        const resetTime = rateLimitOf(request)?.resetTime?.getTime() ?? 0;
        turnAway(request, response, Math.max(1, Math.ceil((resetTime - Date.now()) / 1_000)));
      },
    }),
    urlencoded({ extended: false, limit: '8kb' }),
    async (request, response) => {
      const form = readForm(request.body);
      if (isCrossOrigin(request) || !options.formToken.matches(request, form.token)) {
        page(request, response, 403, form.next, 'This form was too old or came from elsewhere. Please try again.');
        return;
      }
      const hasFailedBefore = (rateLimitOf(request)?.used ?? 1) > 1;
      // A wrong user takes as long as a wrong password.
      const outcome = await options.delay.attempt(hasFailedBefore, () =>
        options.accounts.verify(form.user === options.adminName ? adminUser : form.user, form.password),
      );
      if (outcome.isTurnedAway) {
        response.locals['isTurnedAway'] = true;
        return turnAway(request, response, busySeconds);
      }
      if (outcome.result === undefined) {
        options.log.warn({ event: 'signin-failed', address: request.ip }, 'sign-in failed');
        page(request, response, 401, form.next, wrong);
        return;
      }
      const { user } = outcome.result;
      await startSession(request, outcome.result);
      options.log.info({ event: 'signed-in', user, address: request.ip }, `${user} signed in`);
      response.set('Cache-Control', 'no-store').redirect(303, safeNextPath(form.next));
    },
  );
  return router;
}

/** What the limit per address knows of this request's; this try is counted in. */
const rateLimitOf = (request: Request) => (request as unknown as AugmentedRequest)['rateLimit'];

function readForm(body: unknown): Record<'user' | 'password' | 'next' | 'token', string> {
  const fields = (body ?? {}) as Record<string, unknown>;
  const read = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' && value.length <= 1_024 ? value : '';
  };
  return { user: read('user'), password: read('password'), next: read('next'), token: read('token') };
}
