import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { AppError, messageOf } from '@pgwatch-heroku/shared';
import type { Express } from 'express';

/** A port of 127.0.0.1 that is taken before there is anything to answer with. */
export class ApiServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #api: Express | undefined;
  #port = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      if (this.#api) return this.#api(request, response);
      response.writeHead(503, { 'Retry-After': '1' }).end('{"id":"service_unavailable","message":"Starting."}');
    });
    // Longer than anybody pauses between two polls: Node's 5 s would break the connection just when it is used again.
    this.#server.keepAliveTimeout = 65_000;
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  serve(api: Express): void {
    this.#api = api;
  }

  /** @throws AppError `unavailable` when the port is taken. */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    }).catch((cause: unknown) => {
      throw new AppError('unavailable', `Port ${port} of the APIs cannot be listened on: ${messageOf(cause)}`, {
        cause,
        retryable: false,
      });
    });
    const address = this.#server.address();
    this.#port = address && typeof address === 'object' ? address.port : port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
