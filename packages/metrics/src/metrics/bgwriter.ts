import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

const sql = `
SELECT
  b.checkpoints_timed,
  b.checkpoints_req,
  b.checkpoint_write_time,
  b.checkpoint_sync_time,
  b.buffers_checkpoint,
  b.buffers_clean,
  b.maxwritten_clean,
  b.buffers_backend,
  b.buffers_backend_fsync,
  b.buffers_alloc,
  ${secondsSince('b.stats_reset')} AS last_reset_s
FROM pg_catalog.pg_stat_bgwriter b`;

// From 17 on checkpoints have a view of their own, and what backends write themselves is in pg_stat_io. Dashboards made
// for older servers go on reading all of it here.
const sqlOf17 = (backendBlocks: string) => `
SELECT
  c.num_timed AS checkpoints_timed,
  c.num_requested AS checkpoints_req,
  c.write_time AS checkpoint_write_time,
  c.sync_time AS checkpoint_sync_time,
  c.buffers_written AS buffers_checkpoint,
  b.buffers_clean,
  b.maxwritten_clean,
  io.buffers_backend,
  io.buffers_backend_fsync,
  b.buffers_alloc,
  ${secondsSince('b.stats_reset')} AS last_reset_s
FROM pg_catalog.pg_stat_bgwriter b
CROSS JOIN pg_catalog.pg_stat_checkpointer c
CROSS JOIN (
  SELECT
    sum(${backendBlocks})::int8 AS buffers_backend,
    sum(i.fsyncs)::int8 AS buffers_backend_fsync
  FROM pg_catalog.pg_stat_io i
  WHERE i.object = 'relation' AND i.backend_type NOT IN ('background writer', 'checkpointer')
) io`;

export const bgwriter: Metric = {
  name: 'bgwriter',
  description: 'Checkpoints and who writes buffers: the checkpointer, the background writer or backends; cumulative.',
  versions: [
    { minMajor: 15, sql },
    { minMajor: 17, sql: sqlOf17('coalesce(i.writes, 0) + coalesce(i.extends, 0)') },
    {
      minMajor: 18,
      // An operation can be several blocks there.
      sql: sqlOf17(`(coalesce(i.write_bytes, 0) + coalesce(i.extend_bytes, 0))
      / pg_catalog.current_setting('block_size')::int8`),
    },
  ],
  appliesTo: 'primary',
};
