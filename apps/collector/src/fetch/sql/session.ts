import { marked } from './marked.js';

/**
 * What the start-up parameters do not cover. Names resolve to pg_catalog only, so that nothing in a monitored database
 * can stand in for a system function. JIT costs more than it saves on queries this small. The keepalives let the server
 * notice within 90 s that we are gone.
 */
export const sessionSetupSql = [
  'SET search_path = pg_catalog, pg_temp',
  'SET jit = off',
  "SET TimeZone = 'UTC'",
  "SET DateStyle = 'ISO'",
  "SET IntervalStyle = 'postgres'",
  "SET bytea_output = 'hex'",
  'SET tcp_keepalives_idle = 60',
  'SET tcp_keepalives_interval = 10',
  'SET tcp_keepalives_count = 3',
]
  .map(marked)
  .join('; ');

export const setStatementTimeoutSql = (timeoutMs: number): string =>
  marked(`SET statement_timeout = ${Math.trunc(timeoutMs)}`);

export const beginContainedSql = (timeoutMs: number): string =>
  `${marked('BEGIN READ ONLY')}; ${marked(`SET LOCAL statement_timeout = ${Math.trunc(timeoutMs)}`)}`;

/** Locks that were taken for the session would be missed by an application that shares them out. */
export const endContainedSql = `${marked('ROLLBACK')}; ${marked('SELECT pg_advisory_unlock_all()')}`;

/** Answers whether the database is up, and which role it plays at present. */
export const pingSql = marked('SELECT pg_is_in_recovery()');
