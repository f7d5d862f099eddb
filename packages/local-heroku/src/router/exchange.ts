import { type ClientRequest, type IncomingMessage, request as openRequest } from 'node:http';
import { type RouterErrorCode, routerErrors } from './errors.js';
import { requestHeaders } from './forward-headers.js';
import type { RoutedRequest } from './router-log.js';

export interface RouterTimes {
  /** Until a dyno sends the first byte of its answer. Heroku: 30 s. */
  firstByteMs: number;
  /** Afterwards, without a byte in either direction. Heroku: 55 s. */
  idleMs: number;
  /** How long a request waits for a dyno that starts. Heroku: 75 s. */
  queueMs: number;
}

export interface Target {
  dyno: string;
  port: number;
  /** The router's own, for X-Forwarded-Port. */
  publicPort: number;
}

export type Outcome = Omit<RoutedRequest, 'request' | 'requestId'>;

/** One request on its way to a dyno: its deadlines, what is known of it so far, and its one end. */
export class Exchange {
  readonly upstream: ClientRequest;
  readonly outcome: Outcome;
  readonly ended: Promise<Outcome>;
  readonly #times: RouterTimes;
  readonly #startedAt = performance.now();
  readonly #onEnd: (error: RouterErrorCode | undefined) => void;
  #resolve: (outcome: Outcome) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  /** `onEnd` is called once, with the error that ended it when one did. */
  constructor(
    request: IncomingMessage,
    requestId: string,
    target: Target,
    times: RouterTimes,
    onEnd: (error: RouterErrorCode | undefined) => void,
  ) {
    this.#times = times;
    this.#onEnd = onEnd;
    this.outcome = { dyno: target.dyno, status: 503, bytes: 0 };
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.upstream = openRequest({
      host: '127.0.0.1',
      port: target.port,
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: requestHeaders(request, requestId, target.publicPort),
      agent: false, // a connection kept open would break just when a dyno restarts
    });
    this.upstream.on('socket', (socket) =>
      socket.once('connect', () => {
        this.outcome.connectMs = performance.now() - this.#startedAt;
      }),
    );
    this.upstream.on('error', (error: NodeJS.ErrnoException) => {
      this.end(error.code === 'ECONNREFUSED' ? 'H21' : 'H13');
    });
    this.awaitFirstByte();
  }

  /** The dyno has its time for a first byte from now on. */
  awaitFirstByte(): void {
    this.#restartTimer(this.#times.firstByteMs, 'H12');
  }

  /** Bytes passed: the rolling window starts anew. */
  touch(bytesToClient = 0): void {
    this.outcome.bytes = (this.outcome.bytes ?? 0) + bytesToClient;
    this.#restartTimer(this.#times.idleMs, 'H15');
  }

  end(error?: RouterErrorCode): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.outcome.serviceMs = performance.now() - this.#startedAt;
    if (error) {
      this.outcome.error = error;
      this.outcome.status = routerErrors[error].status;
    }
    this.upstream.destroy();
    this.#onEnd(error);
    this.#resolve(this.outcome);
  }

  #restartTimer(ms: number, error: RouterErrorCode): void {
    clearTimeout(this.#timer);
    if (!this.#isOver) this.#timer = setTimeout(() => this.end(error), ms);
  }
}
