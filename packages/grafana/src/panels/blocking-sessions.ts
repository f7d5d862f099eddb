import { inRange } from '@pgwatch-heroku/store';
import type { TablePanel } from '../panel.js';

/** Moments that can be looked at; each is up to 25 sessions. */
const maxMoments = 50;

export const blockingSessions: TablePanel = {
  id: 'blocking-sessions',
  title: 'Who blocks whom',
  help: 'Sessions that waited for a lock, and those they waited for, at each moment at which anybody was seen waiting.',
  emptyWhen: 'Empty while nobody is seen waiting for a lock.',
  unit: 's',
  kind: 'table',
  metrics: ['stat_activity_realtime'],
  columns: [
    { name: 'seen', title: 'Seen', unit: 'time' },
    { name: 'pid', title: 'Process', unit: 'text' },
    { name: 'blocked_by', title: 'Blocked by', unit: 'text' },
    { name: 'duration', title: 'For', unit: 's' },
    { name: 'role', title: 'Role', unit: 'text' },
    { name: 'application', title: 'Application', unit: 'text' },
    { name: 'query', title: 'Statement', unit: 'text' },
  ],
  // Who holds the lock waits for nobody, often idle in a transaction: it is found by those who name it.
  sql: `
WITH moment AS (
  SELECT * FROM samples.stat_activity_realtime
  WHERE ${inRange('stat_activity_realtime')} AND time BETWEEN :from AND :to AND array_to_string(blocking_pids, '') <> ''
  ORDER BY time DESC
  LIMIT ${maxMoments}
), session AS (
  SELECT fetched_at AS seen, unnest(tag_pid)::text AS pid, nullif(unnest(blocking_pids), '') AS blocked_by,
    unnest(duration_s)::float8 AS duration, unnest("user") AS role, unnest(appname) AS application, unnest(query) AS query
  FROM moment
), holder AS (
  SELECT DISTINCT seen, unnest(string_to_array(blocked_by, ',')) AS pid FROM session
)
SELECT session.*
FROM session
WHERE blocked_by IS NOT NULL OR EXISTS (
  SELECT FROM holder WHERE holder.seen = session.seen AND holder.pid = session.pid
)
ORDER BY seen DESC, duration DESC NULLS LAST, pid`,
};
