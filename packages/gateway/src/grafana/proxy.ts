import { Agent, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Logger, messageOf } from '@pgwatch-heroku/shared';
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
    proxy.on('error', (error, request, target) => {
      // Whoever asked has gone away.
      if (!request || request.socket.destroyed) return;
      const timedOut = late.has(request);
      log.warn({ event: 'grafana-away', timedOut }, `Grafana did not answer: ${messageOf(error)}`);
      if (!isResponse(target)) return refuseUpgrade(target as Socket);
      if (target.headersSent) target.destroy();
      else sendAway(request as Request, target as Response, { timedOut });
    });
  };
  const middleware: RequestHandler = createProxyMiddleware({
    target: 'http://127.0.0.1',
    router: () => ({ protocol: 'http:', host: '127.0.0.1', port: port() }),
    agent,
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

function refuseUpgrade(socket: Socket): void {
  if (!socket.destroyed) socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
