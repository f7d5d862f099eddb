import type { Logger, Pool } from '@pgwatch-heroku/shared';
import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import type { RememberedSessions } from './remembered-sessions.js';

const PgStore = connectPgSimple(session);

/** A session that nobody uses ends after this long. */
const idleTimeoutSeconds = 8 * 60 * 60;
// A page that polls would write a row each time; five minutes more or less of eight hours do not matter.
const touchEveryMs = 5 * 60_000;

export interface SessionTable {
  schemaName: string;
  tableName: string;
}

export interface SessionStoreOptions {
  pool: Pool;
  log: Logger;
  table: SessionTable;
  remembered: RememberedSessions;
}

type GetCallback = (error: unknown, session?: SessionData | null) => void;

/**
 * Sessions in pgwatch2.session, or another table of its form. Only touched now and then, and never brought back once
 * they are gone. While the store does not answer, those that were read lately are taken from memory.
 */
export class SessionStore extends PgStore {
  readonly #touchedAt = new Map<string, number>();
  readonly #remembered: RememberedSessions;

  constructor({ pool, log, table, remembered }: SessionStoreOptions) {
    super({
      pool,
      ...table,
      createTableIfMissing: false,
      ttl: idleTimeoutSeconds,
      pruneSessionInterval: 15 * 60,
      errorLog: (...details: unknown[]) => log.warn({ event: 'session-prune-failed', err: details.at(-1) }, 'sessions'),
    });
    this.#remembered = remembered;
  }

  override get(sid: string, callback: GetCallback): void {
    const known = this.#remembered.find(sid);
    if (known && this.#remembered.hasJustFailed) {
      callback(null, known);
      return;
    }
    super.get(sid, (error: unknown, data?: SessionData | null) => {
      if (!error) {
        this.#remembered.set(sid, data);
        callback(null, data);
        return;
      }
      this.#remembered.storeFailed();
      // Asked for again: it may have been signed out while the store was being asked.
      const stillKnown = known && this.#remembered.find(sid);
      if (stillKnown) callback(null, stillKnown);
      else callback(error);
    });
  }

  override destroy(sid: string, callback?: (error?: unknown) => void): void {
    this.#remembered.end(sid);
    super.destroy(sid, callback);
  }

  override touch(sid: string, data: SessionData, callback?: () => void): void {
    const now = performance.now();
    const last = this.#touchedAt.get(sid) ?? (this.#remembered.hasJustFailed ? now : undefined);
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
