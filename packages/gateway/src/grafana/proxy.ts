import { Agent, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { codeOf, type Logger, messageOf } from '@pgwatch-heroku/shared';
import type { Request, Response } from 'express';
import { createProxyMiddleware, type Plugin, type RequestHandler } from 'http-proxy-middleware';
import { wantsPage } from '../error-answer.js';
import { sendAway, sendBroken } from './grafana-answers.js';
import { allowedSetCookies } from './grafana-headers.js';

/** Until Grafana's first byte; Heroku's router gives up after 30 s and says less. What has begun may take as long as it takes. */
const usualAnswerTimeoutMs = 25_000;
/** Kept open between requests: a dashboard sends some twenty at once. */
const idleSockets = 32;

export interface Proxy {
  web(request: Request, response: Response): void;
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void;
  close(): void;
}

export interface ProxyOptions {
  port: () => number;
  log: Logger;
  answerTimeoutMs?: number | undefined;
}

/** Passes requests on to Grafana and its answers back, byte by byte. Headers are the caller's concern. */
export function createProxy({ port, log, answerTimeoutMs = usualAnswerTimeoutMs }: ProxyOptions): Proxy {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: idleSockets });
  const outgoing = new WeakMap<IncomingMessage, ClientRequest>();
  const late = new WeakSet<IncomingMessage>();

  const events: Plugin = (proxy) => {
    proxy.on('proxyReq', (clientRequest, request) => {
      outgoing.set(request, clientRequest);
      if (late.has(request)) clientRequest.destroy();
    });
    proxy.on('proxyRes', (answer, request, response) => {
      const cookies = answer.headers['set-cookie'];
      if (cookies) answer.headers['set-cookie'] = allowedSetCookies(cookies);
      const [asked, reply] = [request as Request, response as Response];
      if ((answer.statusCode ?? 0) < 500 || !wantsPage(asked) || reply.headersSent) return;
      log.warn(
        { event: 'grafana-error', status: answer.statusCode, path: asked.path },
        'Grafana could not make a page',
      );
      answer.resume();
      sendBroken(asked, reply, answer.statusCode ?? 500);
    });
    proxy.on('proxyReqWs', (outgoingUpgrade, _request, socket) => {
      // Pipes pass on the end of one side, but not that it was cut, which is how a session's end ends its websockets; and
      // one that was only ended waits for its other side, and a server that stops waits for it.
      outgoingUpgrade.once('upgrade', (_answer, grafanasSocket) => {
        socket.once('close', () => grafanasSocket.destroy());
        grafanasSocket.once('close', () => socket.destroySoon());
      });
    });
    proxy.on('error', (error, request, target) => {
      // Whoever asked has gone away.
      if (!request || request.socket.destroyed) return;
      const timedOut = late.has(request) || codeOf(error) === 'ERR_UPSTREAM_UPGRADE_TIMEOUT';
      log.warn({ event: 'grafana-away', timedOut }, `Grafana did not answer: ${messageOf(error)}`);
      if (!isResponse(target))
        return refuseUpgrade(target as Socket, timedOut ? '504 Gateway Timeout' : '502 Bad Gateway');
      if (target.headersSent) target.destroy();
      else sendAway(request as Request, target as Response, { timedOut });
    });
  };
  const middleware: RequestHandler = createProxyMiddleware({
    target: 'http://127.0.0.1',
    router: () => ({ protocol: 'http:', host: '127.0.0.1', port: port() }),
    agent,
    upgradeTimeout: answerTimeoutMs,
    // Its own plug-ins answer and log in words of theirs.
    ejectPlugins: true,
    plugins: [events],
  });

  return {
    web: (request, response) => {
      const timer = setTimeout(() => {
        if (response.headersSent) return;
        late.add(request);
        outgoing.get(request)?.destroy();
      }, answerTimeoutMs);
      response.once('close', () => clearTimeout(timer));
      // It is called with errors that have been answered above.
      void middleware(request, response, () => undefined);
    },
    upgrade: (request, socket, head) => void middleware.upgrade(request, socket, head),
    close: () => agent.destroy(),
  };
}

const isResponse = (target: unknown): target is ServerResponse =>
  typeof target === 'object' && target !== null && 'setHeader' in target;

function refuseUpgrade(socket: Socket, status: string): void {
  if (!socket.destroyed) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
