import type { Duplex } from 'node:stream';

// A socket outlives its request's look at the session by this at most; one query per web dyno in it.
const usualRecheckMs = 60_000;

export interface LiveSocketsOptions {
  /** Those of the sessions that are still open; see Gateway. */
  openSessions(sessionIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** A minute unless told. */
  recheckMs?: number | undefined;
}

/**
 * Open websockets by the session that opened them. They end with it: at once when it is signed out here, otherwise when
 * the sessions of all of them are looked at again.
 */
export class LiveSockets {
  readonly #sockets = new Map<string, Set<Duplex>>();
  readonly #openSessions: LiveSocketsOptions['openSessions'];
  readonly #timer: NodeJS.Timeout;
  #isChecking = false;

  constructor({ openSessions, recheckMs = usualRecheckMs }: LiveSocketsOptions) {
    this.#openSessions = openSessions;
    this.#timer = setInterval(() => void this.#recheck(), recheckMs).unref();
  }

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

  close(): void {
    clearInterval(this.#timer);
    for (const sessionId of [...this.#sockets.keys()]) this.end(sessionId);
  }

  async #recheck(): Promise<void> {
    const sessionIds = [...this.#sockets.keys()];
    // A store that takes longer than the interval is asked once.
    if (this.#isChecking || sessionIds.length === 0) return;
    this.#isChecking = true;
    try {
      const open = await this.#openSessions(sessionIds);
      for (const sessionId of sessionIds) if (!open.has(sessionId)) this.end(sessionId);
    } finally {
      this.#isChecking = false;
    }
  }
}
