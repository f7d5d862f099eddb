import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { createHerokuClient, type HerokuClientOptions } from '../../src/index.js';

export const apiKey = 'HRKU-canary-5f3c9a7e-1d2b';

export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

/** An answer of the fake: a status with body and headers, or a handler that does as it likes with the socket. */
export type Reply =
  | { status?: number; body?: unknown; headers?: Record<string, string> }
  | ((res: ServerResponse, socket: Socket) => void);

export interface FakeHeroku {
  url: string;
  asked: Asked[];
  client(options?: Partial<HerokuClientOptions>): ReturnType<typeof createHerokuClient>;
  /** Replies in this order; the last one stays. */
  reply(...replies: Reply[]): void;
  close(): Promise<void>;
}

/** Delays that a test has no time for; what a test is about it sets itself. */
export const quickTiming = { firstDelayMs: 1, maxDelayMs: 5, patienceMs: 5_000 };

/** The foreign edge: a real HTTP server on this machine. */
export async function startFakeHeroku(port = 0): Promise<FakeHeroku> {
  const asked: Asked[] = [];
  let replies: Reply[] = [{ body: {} }];
  const server = createServer(async (req, res) => {
    const raw = await text(req);
    const isJson = req.headers['content-type'] === 'application/json';
    const body = raw === '' ? undefined : isJson ? JSON.parse(raw) : raw;
    asked.push({ method: req.method ?? '', path: req.url ?? '', headers: req.headers, body });
    const reply = (replies.length > 1 ? replies.shift() : replies[0]) as Reply;
    if (typeof reply === 'function') return reply(res, req.socket);
    res.writeHead(reply.status ?? 200, { 'content-type': 'application/json', 'request-id': 'req-1', ...reply.headers });
    res.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    client: (options = {}) => createHerokuClient({ apiKey, apiUrl: url, timing: quickTiming, ...options }),
    reply: (...next) => {
      asked.length = 0;
      replies = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The error of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<Error> {
  return call.then(
    () => {
      throw new Error('the call succeeded');
    },
    (error: Error) => error,
  );
}
