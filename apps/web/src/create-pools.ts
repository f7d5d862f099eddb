import { connectionBudget, createPool, type Pool } from '@pgwatch-heroku/shared';

/** Below the router's 30 s, so that the person at the page gets our words and not the router's. */
const queryTimeoutMs = 20_000;

export interface Pools {
  /** For pages: cannot write. */
  reading: Pool;
  /** For sessions: a slow chart must not keep anybody from signing in. */
  sessions: Pool;
}

/** A server that froze does not even say that time is over; still below the router's. */
const answerTimeoutMs = 25_000;

/** Connections to the Collector DB, opened as needed. */
export function createPools(url: string, label: string): Pools {
  const { pages, sessions } = connectionBudget.web;
  const common = {
    url,
    label,
    statementTimeoutMs: queryTimeoutMs,
    queryTimeoutMs: answerTimeoutMs,
    lockTimeoutMs: 5_000,
  };
  return {
    reading: createPool({ ...common, applicationName: 'pgwatch-heroku web', maxConnections: pages, readOnly: true }),
    sessions: createPool({ ...common, applicationName: 'pgwatch-heroku web sessions', maxConnections: sessions }),
  };
}
