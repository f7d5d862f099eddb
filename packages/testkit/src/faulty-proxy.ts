import { createServer, type Server, type Socket, connect as tcpConnect } from 'node:net';

/** A TCP proxy in front of a database that plays the network's bad days. Always the same port. */
export interface FaultyProxy {
  port: number;
  /** The URL of the database, leading through the proxy. */
  url: string;
  /** From now on nothing passes and nothing is closed: what a half-open connection looks like. New ones are taken too. */
  freeze(): void;
  /** From now on what clients send arrives, and what the server answers does not: its work is done, nobody hears of it. */
  mute(): void;
  /** Cuts all connections and refuses new ones. */
  refuse(): Promise<void>;
  /** Passes again; what was frozen stays dead. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

export async function startFaultyProxy(databaseUrl: string): Promise<FaultyProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  let isMute = false;
  let server: Server | undefined;
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  };
  const listen = (port: number) =>
    new Promise<Server>((resolve, reject) => {
      // Half open, as Node would otherwise answer a goodbye even while we are frozen.
      const listening = createServer({ allowHalfOpen: true }, (near) => {
        track(near);
        near.once('end', () => isFrozen || near.end());
        if (isFrozen) return;
        const far = tcpConnect(Number(target.port), target.hostname);
        track(far);
        for (const [from, to] of [
          [near, far],
          [far, near],
        ] as const) {
          from.on('data', (chunk) => isFrozen || (isMute && from === far) || to.write(chunk));
          from.once('close', () => isFrozen || to.destroy());
        }
      });
      listening.once('error', reject);
      listening.listen(port, '127.0.0.1', () => resolve(listening));
    });
  const cut = async () => {
    for (const socket of sockets) socket.destroy();
    const closing = server;
    server = undefined;
    await new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()));
  };
  server = await listen(0);
  const { port } = server.address() as { port: number };
  const url = new URL(databaseUrl);
  url.port = String(port);
  return {
    port,
    url: url.href,
    freeze: () => {
      isFrozen = true;
    },
    mute: () => {
      isMute = true;
    },
    refuse: cut,
    heal: async () => {
      await cut();
      isFrozen = false;
      isMute = false;
      server = await listen(port);
    },
    close: cut,
  };
}
