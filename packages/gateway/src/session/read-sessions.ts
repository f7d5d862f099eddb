import { type Logger, messageOf, type Pool } from '@pgwatch-heroku/shared';
import type { SessionData } from 'express-session';
import type { RememberedSessions } from './remembered-sessions.js';
import type { SessionTable } from './session-store.js';
import { readSessionsSql } from './sql/read-sessions.js';

export interface ReadSessionsOptions {
  pool: Pool;
  log: Logger;
  table: SessionTable;
  remembered: RememberedSessions;
}

/**
 * Those of the sessions that are there, by id, in one query. While the store does not answer, those that a request
 * would be let in by: to end the others then would cut everybody off for as little as a restart of the store.
 */
export async function readSessions(
  ids: readonly string[],
  { pool, log, table, remembered }: ReadSessionsOptions,
): Promise<ReadonlyMap<string, SessionData>> {
  try {
    const { rows } = await pool.query<{ sid: string; sess: SessionData }>(readSessionsSql(table), [
      ids,
      Date.now() / 1_000,
    ]);
    const found = new Map(rows.map(({ sid, sess }) => [sid, sess]));
    for (const id of ids) remembered.set(id, found.get(id));
    return found;
  } catch (error) {
    log.warn({ event: 'session-check-failed', err: error }, `sessions could not be read: ${messageOf(error)}`);
    remembered.storeFailed();
    const known = new Map<string, SessionData>();
    for (const id of ids) {
      const data = remembered.find(id);
      if (data) known.set(id, data);
    }
    return known;
  }
}
