import type { Request, Response } from 'express';
import { isCrossOrigin } from '../request-origin.js';
import { sessionCookieName } from '../session/session-middleware.js';
import { sendCrossOrigin } from './grafana-answers.js';

/** Grafana's own sign-out is a link to /grafana/logout: it ends the one session there is, which is ours. */
export function signOutOfBoth(request: Request, response: Response, endSession: (sessionId: string) => void): void {
  // A link on another site must not sign anybody out.
  if (isCrossOrigin(request)) {
    sendCrossOrigin(request, response);
    return;
  }
  const { secure, sessionID } = request;
  request.session.destroy((error: unknown) => {
    if (error) {
      response.status(503).type('text/plain').send('The sign-out did not work; try again.\n');
      return;
    }
    endSession(sessionID);
    response.clearCookie(secure ? sessionCookieName.https : sessionCookieName.loopback, { path: '/', secure });
    response.set('Cache-Control', 'no-store').redirect(302, '/signin');
  });
}
