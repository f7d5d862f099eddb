import type { Logger, Pool } from '@pgwatch-heroku/shared';
import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import { rememberMs, retryMs } from '../remember.js';

const PgStore = connectPgSimple(session);

/** A session that nobody uses ends after this long. */
const idleTimeoutSeconds = 8 * 60 * 60;
// A page that polls would write a row each time; five minutes more or less of eight hours do not matter.
const touchEveryMs = 5 * 60_000;

/** More people than look at once. */
const maxRemembered = 1_000;

export interface SessionTable {
  schemaName: string;
  tableName: string;
}

type GetCallback = (error: unknown, session?: SessionData | null) => void;

/**
 * Sessions in pgwatch2.session, or another table of its form. Only touched now and then, and never brought back once they are gone. While the store
 * does not answer, those that were read lately are taken from memory.
 */
export class SessionStore extends PgStore {
  readonly #touchedAt = new Map<string, number>();
  readonly #remembered = new Map<string, { json: string; at: number }>();
  #failedAt = Number.NEGATIVE_INFINITY;

  constructor(pool: Pool, log: Logger, table: SessionTable = { schemaName: 'pgwatch2', tableName: 'session' }) {
    super({
      pool,
      ...table,
      createTableIfMissing: false,
      ttl: idleTimeoutSeconds,
      pruneSessionInterval: 15 * 60,
      errorLog: (...details: unknown[]) => log.warn({ event: 'session-prune-failed', err: details.at(-1) }, 'sessions'),
    });
  }

  override get(sid: string, callback: GetCallback): void {
    const now = performance.now();
    const remembered = this.#remembered.get(sid);
    const isKnown = remembered !== undefined && now - remembered.at < rememberMs;
    if (isKnown && now - this.#failedAt < retryMs) {
      callback(null, JSON.parse(remembered.json) as SessionData);
      return;
    }
    super.get(sid, (error: unknown, data?: SessionData | null) => {
      if (error) {
        this.#failedAt = performance.now();
        if (isKnown && this.#remembered.has(sid)) callback(null, JSON.parse(remembered.json) as SessionData);
        else callback(error);
        return;
      }
      this.#remembered.delete(sid);
      if (data) this.#remember(sid, data);
      callback(null, data);
    });
  }

  override destroy(sid: string, callback?: (error?: unknown) => void): void {
    this.#remembered.delete(sid);
    super.destroy(sid, callback);
  }

  #remember(sid: string, data: SessionData): void {
    this.#remembered.set(sid, { json: JSON.stringify(data), at: performance.now() });
    if (this.#remembered.size <= maxRemembered) return;
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined) this.#remembered.delete(oldest);
  }

  override touch(sid: string, data: SessionData, callback?: () => void): void {
    const now = performance.now();
    const last = this.#touchedAt.get(sid) ?? (now - this.#failedAt < retryMs ? now : undefined);
    if (last !== undefined && now - last < touchEveryMs) {
      callback?.();
      return;
    }
    if (this.#touchedAt.size > 10_000) this.#touchedAt.clear();
    this.#touchedAt.set(sid, now);
    // One that is missed is made up for by the next; it must not fail a request that is answered already.
    super.touch(sid, data, () => callback?.());
  }
}
