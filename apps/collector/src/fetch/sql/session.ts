import { marked } from './marked.js';

/**
 * What the start-up parameters do not cover. Names resolve to pg_catalog only, so that nothing in a monitored database
 * can stand in for a system function. JIT costs more than it saves on queries this small. The keepalives let the server
 * notice within 90 s that we are gone.
 */
export const sessionSetupSql = marked(`SET search_path = pg_catalog, pg_temp; SET jit = off;
SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex';
SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3`);

export const setStatementTimeoutSql = (timeoutMs: number): string =>
  marked(`SET statement_timeout = ${Math.trunc(timeoutMs)}`);

/** Answers whether the database is up, and which role it plays at present. */
export const pingSql = marked('SELECT pg_is_in_recovery()');
