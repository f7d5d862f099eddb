import type { Logger, Pool } from '@pgwatch-heroku/shared';
import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';

const PgStore = connectPgSimple(session);

/** A session that nobody uses ends after this long. */
const idleTimeoutSeconds = 8 * 60 * 60;
// A page that polls would write a row each time; five minutes more or less of eight hours do not matter.
const touchEveryMs = 5 * 60_000;

/** Sessions in pgwatch2.session. Only touched now and then, and never brought back once they are gone. */
export class SessionStore extends PgStore {
  readonly #touchedAt = new Map<string, number>();

  constructor(pool: Pool, log: Logger) {
    super({
      pool,
      schemaName: 'pgwatch2',
      tableName: 'session',
      createTableIfMissing: false,
      ttl: idleTimeoutSeconds,
      pruneSessionInterval: 15 * 60,
      errorLog: (...details: unknown[]) => log.warn({ event: 'session-prune-failed', err: details.at(-1) }, 'sessions'),
    });
  }

  override touch(sid: string, data: SessionData, callback?: () => void): void {
    const now = performance.now();
    const last = this.#touchedAt.get(sid);
    if (last !== undefined && now - last < touchEveryMs) {
      callback?.();
      return;
    }
    if (this.#touchedAt.size > 10_000) this.#touchedAt.clear();
    this.#touchedAt.set(sid, now);
    super.touch(sid, data, callback);
  }
}
