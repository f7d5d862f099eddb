import type { Metric } from '../types.js';

// A role without pg_monitor sees a sender without its name, and counts it.
const sql = `
SELECT CASE
  WHEN pg_catalog.pg_is_in_recovery() THEN 2
  WHEN EXISTS (
    SELECT 1 FROM pg_catalog.pg_stat_replication r
    WHERE coalesce(r.application_name, '') NOT IN ('pg_basebackup', 'pg_rewind')) THEN 1
  ELSE 0
END::int8 AS in_recovery_int`;

export const postgresRole: Metric = {
  name: 'postgres_role',
  description: 'Role of the server: 0 stands alone, 1 has followers, 2 is a follower.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
};
