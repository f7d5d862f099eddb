import type { Metric } from '../types.js';

/** What goes wrong, counted: never so often, and if it were, a number that stands still is better than no row. */
const small = (counter: string) => `least(${counter}, 2147483647)`;

// pgwatch's sys_id is left out: pg_control_system() may be forbidden, and a forbidden function fails the whole query
// even where it is never called. The collector reads the identifier once per connection instead.
const sql = (newer: string) => `
SELECT
  s.numbackends::int8 AS numbackends,
  s.xact_commit,
  s.xact_rollback,
  s.blks_read,
  s.blks_hit,
  s.tup_returned,
  s.tup_fetched,
  s.tup_inserted,
  s.tup_updated,
  s.tup_deleted,
  ${small('s.conflicts')} AS conflicts,
  s.temp_files,
  s.temp_bytes,
  ${small('s.deadlocks')} AS deadlocks,
  s.blk_read_time,
  s.blk_write_time,
  extract(epoch FROM pg_catalog.now() - pg_catalog.pg_postmaster_start_time())::int8 AS postmaster_uptime_s,
  ${small('coalesce(s.checksum_failures, 0)')} AS checksum_failures,
  extract(epoch FROM pg_catalog.now() - s.checksum_last_failure)::int8 AS checksum_last_failure_s,
  pg_catalog.pg_is_in_recovery()::int::int8 AS in_recovery_int,
  s.session_time::int8 AS session_time,
  s.active_time::int8 AS active_time,
  s.idle_in_transaction_time::int8 AS idle_in_transaction_time,
  s.sessions,
  ${small('s.sessions_abandoned')} AS sessions_abandoned,
  ${small('s.sessions_fatal')} AS sessions_fatal,
  ${small('s.sessions_killed')} AS sessions_killed,${newer}
  -- An index that is being built concurrently is not valid yet, and nothing to worry about.
  (SELECT count(*)
   FROM pg_catalog.pg_index i
   WHERE NOT i.indisvalid
     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p
                     WHERE p.index_relid = i.indexrelid)) AS invalid_indexes
FROM pg_catalog.pg_stat_database s
WHERE s.datname = pg_catalog.current_database()`;

export const dbStats: Metric = {
  name: 'db_stats',
  description: 'Transactions, rows, blocks, temporary files, deadlocks and sessions of the database, cumulative.',
  versions: [
    { minMajor: 15, sql: sql('') },
    {
      minMajor: 18,
      sql: sql(`
  s.parallel_workers_to_launch,
  s.parallel_workers_launched,`),
    },
  ],
  appliesTo: 'any',
  storage: {
    peaks: ['numbackends'],
    isCore: true,
    narrow: [
      'numbackends',
      'conflicts',
      'deadlocks',
      'postmaster_uptime_s',
      'checksum_failures',
      'checksum_last_failure_s',
      'in_recovery_int',
      'sessions_abandoned',
      'sessions_fatal',
      'sessions_killed',
      'invalid_indexes',
    ],
  },
};
