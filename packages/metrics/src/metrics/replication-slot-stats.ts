import type { Metric } from '../types.js';

// A temporary slot has a name of its own each time, which would be a new series, and goes with its session.
const sql = `
SELECT
  s.slot_name::text AS tag_slot_name,
  s.spill_txns,
  s.spill_count,
  s.spill_bytes,
  s.stream_txns,
  s.stream_count,
  s.stream_bytes,
  s.total_txns,
  s.total_bytes
FROM pg_catalog.pg_stat_replication_slots s
JOIN pg_catalog.pg_replication_slots r ON r.slot_name = s.slot_name AND NOT r.temporary`;

export const replicationSlotStats: Metric = {
  name: 'replication_slot_stats',
  description: 'What logical replication slots decoded, spilled to disk and streamed, cumulative.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
};
