import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

const sql = (done: string, slru: string) => `
SELECT
  c.num_timed,
  c.num_requested,${done}
  c.restartpoints_timed,
  c.restartpoints_req,
  c.restartpoints_done,
  c.write_time,
  c.sync_time,
  c.buffers_written,${slru}
  ${secondsSince('c.stats_reset')} AS last_reset_s
FROM pg_catalog.pg_stat_checkpointer c`;

export const checkpointer: Metric = {
  name: 'checkpointer',
  description: 'Checkpoints and restartpoints, and what they wrote; cumulative. Before PostgreSQL 17: see bgwriter.',
  versions: [
    { minMajor: 17, sql: sql('', '') },
    { minMajor: 18, sql: sql('\n  c.num_done,', '\n  c.slru_written,') },
  ],
  appliesTo: 'any',
};
