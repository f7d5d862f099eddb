import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

const sql = `
SELECT
  pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_last_wal_receive_lsn(), pg_catalog.pg_last_wal_replay_lsn())::int8
    AS replay_lag_b,
  ${secondsSince('pg_catalog.pg_last_xact_replay_timestamp()')} AS last_replay_s`;

export const walReceiver: Metric = {
  name: 'wal_receiver',
  description: 'How much WAL a follower has received and not yet replayed, and how old the last replayed commit is.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'standby',
  storage: { peaks: ['replay_lag_b', 'last_replay_s'] },
};
