import type { Metric } from '../types.js';

const sql = `
SELECT
  w.wal_records,
  w.wal_fpi,
  (w.wal_bytes / 1024)::int8 AS wal_bytes_kb,
  w.wal_buffers_full,
  w.wal_write,
  w.wal_sync,
  w.wal_write_time::int8 AS wal_write_time,
  w.wal_sync_time::int8 AS wal_sync_time
FROM pg_catalog.pg_stat_wal w`;

// From 18 on writes and syncs are in pg_stat_io, which counts the creation of a WAL file ("init") apart.
const sqlOf18 = `
SELECT
  w.wal_records,
  w.wal_fpi,
  (w.wal_bytes / 1024)::int8 AS wal_bytes_kb,
  w.wal_buffers_full,
  io.wal_write,
  io.wal_sync,
  io.wal_write_time,
  io.wal_sync_time
FROM pg_catalog.pg_stat_wal w
CROSS JOIN (
  SELECT
    coalesce(sum(i.writes), 0)::int8 AS wal_write,
    coalesce(sum(i.fsyncs), 0)::int8 AS wal_sync,
    coalesce(sum(i.write_time), 0)::int8 AS wal_write_time,
    coalesce(sum(i.fsync_time), 0)::int8 AS wal_sync_time
  FROM pg_catalog.pg_stat_io i
  WHERE i.object = 'wal' AND i.context = 'normal'
) io`;

export const walStats: Metric = {
  name: 'wal_stats',
  description: 'WAL written by the server: records, full pages, kilobytes, writes and syncs; cumulative.',
  versions: [
    { minMajor: 15, sql },
    { minMajor: 18, sql: sqlOf18 },
  ],
  appliesTo: 'any',
};
