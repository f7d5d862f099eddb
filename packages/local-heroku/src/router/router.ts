import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { codeOf, messageOf } from '@pgwatch-heroku/shared';
import type { FormationDyno } from '../dynos/formation-dyno.js';
import type { LogHub } from '../logs/log-hub.js';
import { answerError, refuseUpgrade } from './errors.js';
import type { Outcome, RouterTimes, Target } from './exchange.js';
import { requestIdOf } from './forward-headers.js';
import { listenFailure } from './listen-failure.js';
import { DynoPicker } from './pick-dyno.js';
import { relay } from './relay.js';
import { relayUpgrade } from './relay-upgrade.js';
import { type RoutedRequest, routerLogLine } from './router-log.js';

export const herokuRouterTimes: RouterTimes = { firstByteMs: 30_000, idleMs: 55_000, queueMs: 75_000 };

export interface RouterOptions {
  webDynos: () => readonly FormationDyno[];
  logs: LogHub;
  times: RouterTimes;
}

/** Heroku's router on one port of 127.0.0.1. */
export class Router {
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();
  readonly #picker: DynoPicker;
  readonly #options: RouterOptions;
  #port = 0;

  constructor(options: RouterOptions) {
    this.#options = options;
    this.#picker = new DynoPicker(options.webDynos, options.times.queueMs);
    this.#server = createServer((request, response) => void this.#handle(request, response));
    this.#server.on('upgrade', (request, socket, head) => void this.#handleUpgrade(request, socket, head));
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('error', (error) => {
      // One that comes before it listens is told to whoever waits for that.
      if (this.#server.listening) this.#options.logs.write('heroku', 'router', `Platform error: ${messageOf(error)}`);
    });
    // The deadlines are this router's own; Node's would end a slow upload after five minutes.
    this.#server.requestTimeout = 0;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /**
   * Listens on the first of the ports that is free.
   *
   * @throws AppError `unavailable` when all are taken, `configuration` when one may not be used.
   */
  async listen(...ports: readonly number[]): Promise<void> {
    for (const [index, port] of ports.entries()) {
      try {
        await this.#take(port);
        return;
      } catch (error) {
        const tried = ports.slice(0, index + 1);
        if (codeOf(error) !== 'EADDRINUSE' || tried.length === ports.length) throw listenFailure(error, tried);
      }
    }
  }

  async #take(port: number): Promise<void> {
    const listening = once(this.#server, 'listening');
    this.#server.listen(port, '127.0.0.1');
    await listening;
    const address = this.#server.address();
    this.#port = address && typeof address === 'object' ? address.port : port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = requestIdOf(request);
    const outcome = await this.#route(async (target) =>
      relay(request, response, requestId, target, this.#options.times),
    );
    if (outcome.error && !outcome.dyno) {
      answerError(response, outcome.error);
      request.resume(); // the body is read to its end, so that the client reads our answer
    }
    this.#log({ request, requestId, ...outcome });
  }

  async #handleUpgrade(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    client.on('error', () => undefined);
    const requestId = requestIdOf(request);
    const outcome = await this.#route(async (target) =>
      relayUpgrade(request, client, head, requestId, target, this.#options.times),
    );
    if (outcome.error && !outcome.dyno) refuseUpgrade(client, outcome.error);
    this.#log({ request, requestId, ...outcome });
  }

  async #route(pass: (target: Target) => Promise<Outcome>): Promise<Outcome> {
    try {
      const picked = await this.#picker.pick();
      if ('error' in picked) return { status: 503, error: picked.error };
      return await pass({ dyno: picked.dyno.name, port: picked.port, publicPort: this.#port });
    } catch (error) {
      this.#options.logs.write('heroku', 'router', `Platform error: ${messageOf(error)}`);
      return { status: 503, error: 'H99' };
    }
  }

  #log(routed: RoutedRequest): void {
    this.#options.logs.write('heroku', 'router', routerLogLine(routed));
  }
}
