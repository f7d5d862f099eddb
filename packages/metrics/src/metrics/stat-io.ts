import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

interface Bytes {
  read: string;
  write: string;
  writeback: string;
}

const mb = (bytes: string) => `(coalesce(sum(${bytes}), 0) / 1e6)::int8`;
const count = (name: string) => `coalesce(sum(i.${name}), 0)::int8`;

const sql = ({ read, write, writeback }: Bytes, newer: string) => `
SELECT
  coalesce(i.backend_type, 'total') AS tag_backend_type,
  ${count('reads')} AS reads,
  ${mb(read)} AS read_bytes_mb,
  ${count('read_time')} AS read_time_ms,
  ${count('writes')} AS writes,
  ${mb(write)} AS write_bytes_mb,
  ${count('write_time')} AS write_time_ms,
  ${count('writebacks')} AS writebacks,
  ${mb(writeback)} AS writeback_bytes_mb,
  ${count('writeback_time')} AS writeback_time_ms,
  ${count('fsyncs')} AS fsyncs,
  ${count('fsync_time')} AS fsync_time_ms,${newer}
  max(${secondsSince('i.stats_reset')}) AS stats_reset_s
FROM pg_catalog.pg_stat_io i
GROUP BY ROLLUP (i.backend_type)`;

export const statIo: Metric = {
  name: 'stat_io',
  description: 'Reads, writes and fsyncs by kind of process, cumulative, with a total.',
  versions: [
    {
      minMajor: 16,
      sql: sql(
        { read: 'i.reads * i.op_bytes', write: 'i.writes * i.op_bytes', writeback: 'i.writebacks * i.op_bytes' },
        '',
      ),
    },
    {
      minMajor: 18,
      sql: sql(
        {
          read: 'i.read_bytes',
          write: 'i.write_bytes',
          // Still counted in blocks.
          writeback: "i.writebacks * pg_catalog.current_setting('block_size')::int8",
        },
        `
  ${count('extends')} AS extends,
  ${mb('i.extend_bytes')} AS extend_bytes_mb,`,
      ),
    },
  ],
  appliesTo: 'any',
};
