import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Logger, messageOf } from '@pgwatch-heroku/shared';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { sendError } from '../error-answer.js';
import { requireHttps } from '../require-https.js';
import { requireSession } from '../require-session.js';
import { trustRouter } from '../trust-router.js';
import { placeOfPath } from './grafana-path.js';

export interface UpgradeListenerOptions {
  gateway: RequestHandler;
  log: Logger;
  /** Takes the socket over, or answers. */
  onAllowed(request: Request, response: Response, socket: Duplex, head: Buffer): void;
}

/**
 * Lets requests for a websocket through the same sign-in as all others. They come as an event of the server and pass
 * no middleware, so they get a small app of their own; whatever it answers goes to the socket.
 */
export function createUpgradeListener({ gateway, log, onAllowed }: UpgradeListenerOptions) {
  const heads = new WeakMap<IncomingMessage, Buffer>();
  const app = express();
  trustRouter(app);
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    const isWebsocket = request.headers.upgrade?.toLowerCase() === 'websocket' && request.method === 'GET';
    if (isWebsocket && placeOfPath(request.originalUrl) === 'inside') return next();
    const message = 'There is no websocket at this address';
    sendError(request, response, { status: isWebsocket ? 404 : 400, code: 'no-websocket', message });
  });
  app.use(requireHttps);
  app.use((request, _response, next) => {
    // A program that is told to sign in, instead of a page that leads there.
    request.headers.accept = 'application/json';
    next();
  });
  app.use(gateway);
  app.use(requireSession);
  app.use((request, response) => {
    onAllowed(request, response, request.socket, heads.get(request) ?? Buffer.alloc(0));
  });
  const onError: ErrorRequestHandler = (error: unknown, request, response, _next) => {
    log.warn({ event: 'upgrade-failed', err: error }, `a websocket could not be opened: ${messageOf(error)}`);
    sendError(request, response, { status: 503, code: 'unavailable', message: 'Not possible just now' });
  };
  app.use(onError);

  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // The server has let go of the socket: an error of it would end the process.
    socket.on('error', () => socket.destroy());
    heads.set(request, head);
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket as Socket);
    response.once('finish', () => socket.end());
    app(request, response);
  };
}
