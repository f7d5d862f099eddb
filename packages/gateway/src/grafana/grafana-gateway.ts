import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type GrafanaStatus, grafanaPath } from '@pgwatch-heroku/grafana';
import type { Logger } from '@pgwatch-heroku/shared';
import type { Request, RequestHandler, Response } from 'express';
import type { Gateway } from '../gateway.js';
import { isCrossOrigin } from '../request-origin.js';
import type { SignedIn } from '../session/signed-in.js';
import { signedInOf } from '../signed-in-of.js';
import { AdmittedSessions } from './admitted-sessions.js';
import { sendCrossOrigin, sendNotForViewers, sendRefusedPath, sendStatus } from './grafana-answers.js';
import { toGrafanaHeaders } from './grafana-headers.js';
import { grafanaIdentity, type IdentityOptions } from './grafana-identity.js';
import { placeOfPath } from './grafana-path.js';
import { LiveSockets } from './live-sockets.js';
import { createProxy } from './proxy.js';
import { signOutOfBoth } from './sign-out-of-both.js';
import { createUpgradeListener } from './upgrade-listener.js';

export interface GrafanaGatewayOptions extends IdentityOptions {
  status: () => GrafanaStatus;
  log: Logger;
  /** The sign-in, for websockets: requests to them pass no middleware, and they may outlive the session. */
  gateway: Pick<Gateway, 'router' | 'openSessions'>;
  /** How often the sessions of open websockets are looked at; a minute unless told. */
  recheckMs?: number;
  /** Until Grafana's first byte; 25 s unless told. */
  answerTimeoutMs?: number;
}

export interface GrafanaGateway {
  /** Stands before the sign-in: knows who was let through a moment ago, and ends what a session had open at its sign-out. */
  beforeSignIn: RequestHandler;
  /** Stands behind requireSession and before what is for our own pages only. Takes /grafana and nothing else. */
  handler: RequestHandler;
  /** For the server's `upgrade` event. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/**
 * The only way into Grafana: tells it who is signed in by headers that nobody else can send, and shows what it is
 * doing while it is not there.
 */
export function createGrafanaGateway(options: GrafanaGatewayOptions): GrafanaGateway {
  const { status, log, gateway, answerTimeoutMs } = options;
  const sockets = new LiveSockets({ openSessions: gateway.openSessions, recheckMs: options.recheckMs });
  const admitted = new AdmittedSessions();
  const endSession = (sessionId: string) => {
    admitted.end(sessionId);
    sockets.end(sessionId);
  };
  const portOf = () => {
    const now = status();
    if (now.state !== 'ready') throw new Error('Grafana is not ready');
    return now.port;
  };
  const proxy = createProxy({ port: portOf, log, answerTimeoutMs });

  /** Answers whatever may not pass; true when the request may, with the headers that Grafana gets. */
  const admit = (request: Request, response: Response): boolean => {
    if (isChanging(request) && isCrossOrigin(request)) return refuse(sendCrossOrigin);
    const identity = grafanaIdentity(signedInOf(response), options);
    if (!identity) return refuse(sendNotForViewers);
    const now = status();
    if (now.state !== 'ready') {
      sendStatus(request, response, now);
      return false;
    }
    request.headers = toGrafanaHeaders(request, identity);
    return true;
    function refuse(answer: (request: Request, response: Response) => void): false {
      answer(request, response);
      return false;
    }
  };

  const pass = (request: Request, response: Response) => {
    if (request.path === grafanaPath) return response.redirect(302, `${grafanaPath}/`);
    if (!admit(request, response)) return;
    useGrafanasOwnHeaders(response);
    proxy.web(request, response);
  };

  const handler: RequestHandler = (request, response, next) => {
    const place = placeOfPath(request.originalUrl);
    if (place === 'outside') return next();
    if (place === 'refused') return sendRefusedPath(request, response);
    if (request.path === logoutPath) return signOutOfBoth(request, response, endSession);
    // Before its headers are changed: our cookie is not among those that Grafana gets.
    admitted.add(request, signedInOf(response));
    return pass(request, response);
  };

  const listener = createUpgradeListener({
    gateway: gateway.router,
    log,
    onAllowed: (request, response, socket, head) => {
      // Only a browser sends an origin, and a page of ours always has one.
      if (request.headers.origin === 'null' || isCrossOrigin(request)) return sendCrossOrigin(request, response);
      if (!admit(request, response)) return;
      response.detachSocket(socket as Socket);
      sockets.add(request.sessionID, socket);
      proxy.upgrade(request, socket as Socket, head);
    },
  });

  return {
    handler,
    upgrade: listener,
    beforeSignIn: (request, response, next) => {
      if (request.method === 'POST' && request.path === '/signout') {
        response.once('finish', () => response.statusCode < 400 && endSession(request.sessionID));
      }
      if (request.path === logoutPath || placeOfPath(request.originalUrl) !== 'inside') return next();
      const known = (signedIn: SignedIn) => {
        response.locals['signedIn'] = signedIn;
        pass(request, response);
      };
      admitted.admit(request, response, { known, otherwise: next }).catch(next);
    },
    close: () => {
      sockets.close();
      proxy.close();
    },
  };
}

const logoutPath = `${grafanaPath}/logout`;

const isChanging = ({ method }: Request) => !['GET', 'HEAD', 'OPTIONS'].includes(method);

/** Our own pages' rules would keep Grafana's scripts from running; it has rules of its own. */
function useGrafanasOwnHeaders(response: Response): void {
  for (const name of ['Content-Security-Policy', 'Cross-Origin-Resource-Policy', 'Origin-Agent-Cluster']) {
    response.removeHeader(name);
  }
  // Grafana compares the Origin of what is posted, which a stricter policy makes `null`.
  response.set('Referrer-Policy', 'same-origin');
}
