import type { Duplex } from 'node:stream';

/** Open websockets by the session that opened them, so that a sign-out ends them too. */
export class LiveSockets {
  readonly #sockets = new Map<string, Set<Duplex>>();

  add(sessionId: string, socket: Duplex): void {
    const sockets = this.#sockets.get(sessionId) ?? new Set();
    this.#sockets.set(sessionId, sockets.add(socket));
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) this.#sockets.delete(sessionId);
    });
  }

  end(sessionId: string): void {
    for (const socket of this.#sockets.get(sessionId) ?? []) socket.destroy();
  }

  endAll(): void {
    for (const sessionId of [...this.#sockets.keys()]) this.end(sessionId);
  }
}
