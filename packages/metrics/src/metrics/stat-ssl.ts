import type { Metric } from '../types.js';

// Connections from elsewhere only, as in pgwatch. A role without pg_monitor sees no address of other roles' sessions:
// it counts its own.
const sql = `
SELECT
  count(*) AS total,
  count(*) FILTER (WHERE s.ssl) AS "on",
  count(*) FILTER (WHERE NOT s.ssl) AS "off"
FROM pg_catalog.pg_stat_ssl s
JOIN pg_catalog.pg_stat_activity a ON a.pid = s.pid
WHERE a.datname = pg_catalog.current_database()
  AND a.pid <> pg_catalog.pg_backend_pid()
  AND NOT (a.client_addr <<= '127.0.0.0/8' OR a.client_addr = '::1')`;

export const statSsl: Metric = {
  name: 'stat_ssl',
  description: 'Connections to the database from other hosts: all, encrypted and not encrypted.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
};
