import type { Metric } from '../types.js';

// The state of other roles' sessions is hidden from a role without pg_monitor: it counts its own.
const sql = `
SELECT
  a.wait_event_type AS tag_wait_event_type,
  a.wait_event AS tag_wait_event,
  count(*) AS count,
  avg(greatest(extract(epoch FROM pg_catalog.now() - a.query_start), 0) * 1e6)::int8 AS avg_query_duration_us,
  max(greatest(extract(epoch FROM pg_catalog.now() - a.query_start), 0) * 1e6)::int8 AS max_query_duration_us,
  max(a.total_active) AS total_active
FROM (
  SELECT s.wait_event_type, s.wait_event, s.query_start, count(*) OVER () AS total_active
  FROM {{pg_stat_activity}} s
  WHERE s.datname = pg_catalog.current_database()
    AND s.pid <> pg_catalog.pg_backend_pid()
    AND s.state = 'active'
) a
WHERE a.wait_event_type <> 'Timeout'
GROUP BY a.wait_event_type, a.wait_event`;

export const waitEvents: Metric = {
  name: 'wait_events',
  description: 'What active sessions wait for, how many, and how long their queries have been running.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { isMomentary: true, keepsEmpty: true },
};
