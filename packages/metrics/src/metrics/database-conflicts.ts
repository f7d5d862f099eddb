import type { Metric } from '../types.js';

const sql = `
SELECT
  c.confl_tablespace,
  c.confl_lock,
  c.confl_snapshot,
  c.confl_bufferpin,
  c.confl_deadlock
FROM pg_catalog.pg_stat_database_conflicts c
WHERE c.datname = pg_catalog.current_database()`;

export const databaseConflicts: Metric = {
  name: 'database_conflicts',
  description: 'Queries that a follower cancelled because replay was in their way, by reason; cumulative.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'standby',
};
