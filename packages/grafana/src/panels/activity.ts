import type { TablePanel, TimeseriesPanel } from '../panel.js';
import { connectionLimitSql, connectionsUsedSql } from '../sql/connections-used.js';
import { gaugesSql } from '../sql/gauges.js';
import { latestList } from '../sql/latest-list.js';
import { ratesSql } from '../sql/rates.js';
import { seriesGaugeSql } from '../sql/series-gauge.js';

const gauge = (
  id: string,
  title: string,
  help: string,
  unit: string,
  lines: Record<string, string>,
): TimeseriesPanel => ({
  id,
  title,
  help,
  unit,
  kind: 'timeseries',
  metrics: ['backends'],
  sql: gaugesSql({ metric: 'backends', lines, aggregate: 'max' }),
});

export const connectionsUsed: TimeseriesPanel = {
  ...gauge(
    'connections-used',
    'Connections used',
    'Share of the connections that are taken, of the tightest limit: of the server, of the database, or of our role.',
    'percent',
    {
      used: connectionsUsedSql,
    },
  ),
  thresholds: [
    [null, 'good'],
    [0.8, 'warning'],
    [0.95, 'critical'],
  ],
};
export const connections = gauge(
  'connections',
  'Connections and limit',
  'Connections to this database, to the whole server with its own processes, and how many are allowed by the tightest limit: of the server, of the database, or of our role.',
  'short',
  { 'this database': 'total', server: 'instance_total', limit: connectionLimitSql },
);
export const longestQuery = gauge(
  'longest-query',
  'Longest query',
  'Age of the query that has been running longest, and the average of all that run.',
  's',
  { longest: 'longest_query_seconds', average: 'avg_query_seconds' },
);
export const longestTransaction = gauge(
  'longest-transaction',
  'Longest transaction',
  'Age of the oldest open transaction; an old one keeps vacuum from cleaning up.',
  's',
  { longest: 'longest_tx_seconds', average: 'avg_tx_seconds' },
);
export const longestWait = gauge(
  'longest-wait',
  'Longest wait',
  'How long a session has been waiting for a lock that another one holds.',
  's',
  { longest: 'longest_lock_wait_seconds' },
);
export const longestSession = gauge(
  'longest-session',
  'Longest session',
  'How long the oldest connection has been open.',
  's',
  { longest: 'longest_session_seconds', average: 'avg_session_seconds' },
);
export const autovacuum = gauge('autovacuum', 'Autovacuum', 'Workers of autovacuum in this database.', 'short', {
  workers: 'av_workers',
});
export const longestAutovacuum = gauge(
  'longest-autovacuum',
  'Longest autovacuum',
  'How long the oldest worker of autovacuum has been at its table.',
  's',
  { longest: 'longest_autovacuum_seconds' },
);
export const blockedSessions = gauge(
  'blocked-sessions',
  'Blocked sessions',
  'Sessions that wait for a lock that another session holds.',
  'short',
  { blocked: 'blocked' },
);

export const sessionsOpened: TimeseriesPanel = {
  id: 'sessions-opened',
  title: 'New connections',
  help: 'Connections per second that were opened, and those that ended badly: lost, by a fatal error, or ended by somebody.',
  unit: 'ops/s',
  kind: 'timeseries',
  metrics: ['db_stats'],
  sql: ratesSql({
    metric: 'db_stats',
    lines: { opened: 'sessions', lost: 'sessions_abandoned', fatal: 'sessions_fatal', killed: 'sessions_killed' },
  }),
};

export const sessionTime: TimeseriesPanel = {
  id: 'session-time',
  title: 'Time of sessions',
  help: 'Seconds per second that sessions were at a statement and idle inside a transaction; the time of either counts when it ends.',
  unit: 's/s',
  kind: 'timeseries',
  metrics: ['db_stats'],
  sql: ratesSql({
    metric: 'db_stats',
    lines: { active: 'active_time / 1000.0', 'idle in transaction': 'idle_in_transaction_time / 1000.0' },
  }),
};

export const deadlocks: TimeseriesPanel = {
  id: 'deadlocks',
  title: 'Deadlocks',
  help: 'How many there were: one of two transactions that waited for each other was ended.',
  unit: 'short',
  kind: 'timeseries',
  bars: true,
  metrics: ['db_stats'],
  sql: ratesSql({ metric: 'db_stats', lines: { deadlocks: 'deadlocks' }, asCounts: true }),
};

export const runningQueries: TablePanel = {
  id: 'running-queries',
  title: 'Running now',
  help: 'Sessions whose statement began half a second ago or more, the longest first, as they were last seen within two minutes of the end of this range. One that is idle inside a transaction is there with its last statement.',
  emptyWhen: 'Empty while no session is seen at a statement for that long.',
  unit: 'short',
  kind: 'table',
  metrics: ['stat_activity_realtime'],
  columns: [
    { name: 'pid', title: 'Process', unit: 'text' },
    { name: 'duration', title: 'For', unit: 's' },
    { name: 'waiting', title: 'Waits', unit: 'bool' },
    { name: 'blocked_by', title: 'Blocked by', unit: 'text' },
    { name: 'role', title: 'Role', unit: 'text' },
    { name: 'application', title: 'Application', unit: 'text' },
    { name: 'address', title: 'Address', unit: 'text' },
    { name: 'query', title: 'Statement', unit: 'text' },
  ],
  sql: `
SELECT element.tag_pid::text AS pid, element.duration_s::float8 AS duration, element.waiting, element.blocking_pids AS blocked_by,
  element."user" AS role, element.appname AS application, element.ip AS address, element.query
FROM ${latestList({ metric: 'stat_activity_realtime', within: '2 minutes', columns: ['tag_pid', 'duration_s', 'waiting', 'blocking_pids', 'user', 'appname', 'ip', 'query'] })}
ORDER BY element.duration_s DESC NULLS LAST, pid`,
};

export const seenQueries: TablePanel = {
  id: 'seen-queries',
  title: 'Seen running in this range',
  help: 'Statements that ran for more than a tenth of a second when looked at, by how often they were seen.',
  emptyWhen: 'Empty where no statement was seen running for that long.',
  unit: 'short',
  kind: 'table',
  metrics: ['stat_activity'],
  columns: [
    { name: 'query', title: 'Statement', unit: 'text' },
    { name: 'seen', title: 'Seen', unit: 'short' },
    { name: 'last_seen', title: 'Last seen', unit: 'time' },
  ],
  sql: `
SELECT max(element.query) AS query, sum(element.count)::float8 AS seen, max(element.fetched_at) AS last_seen
FROM (
  SELECT fetched_at, unnest(series) AS series, unnest(query) AS query, unnest(count) AS count
  FROM samples.stat_activity
  WHERE source_id = :source AND time BETWEEN :from AND :to
) element
WHERE position(lower(:search) IN lower(coalesce(element.query, ''))) > 0
GROUP BY element.series
ORDER BY seen DESC NULLS LAST, query
LIMIT 100`,
};

export const locksByType: TimeseriesPanel = {
  id: 'locks-by-type',
  title: 'Locks by what they are on',
  help: 'Locks held or waited for at the moment of the fetch, by the kind of thing.',
  unit: 'short',
  kind: 'timeseries',
  stacked: true,
  metrics: ['locks'],
  sql: seriesGaugeSql({ metric: 'locks', tag: 'locktype', column: 'count', absentMeans: 'zero' }),
};

export const blocking: TablePanel = {
  id: 'blocking',
  title: 'Who blocked whom in this range',
  help: 'Sessions that waited for a lock, and the session that held it, the latest first.',
  emptyWhen: 'Empty while nobody is seen waiting for a lock.',
  unit: 'short',
  kind: 'table',
  metrics: ['blocking_locks'],
  columns: [
    { name: 'seen', title: 'Seen', unit: 'time' },
    { name: 'waiting_pid', title: 'Waits', unit: 'text' },
    { name: 'waiting_role', title: 'Role', unit: 'text' },
    { name: 'on_table', title: 'Table', unit: 'text' },
    { name: 'wanted', title: 'Wants', unit: 'text' },
    { name: 'query', title: 'Statement', unit: 'text' },
    { name: 'blocking_pid', title: 'Held by', unit: 'text' },
    { name: 'blocking_role', title: 'Its role', unit: 'text' },
    { name: 'blocking_query', title: 'Its statement', unit: 'text' },
  ],
  sql: `
SELECT element.fetched_at AS seen, element.waiting_pid::text AS waiting_pid, described.tags ->> 'waiting_user' AS waiting_role,
  described.tags ->> 'waiting_table' AS on_table, described.tags ->> 'waiting_mode' AS wanted, element.waiting_query AS query,
  element.other_pid::text AS blocking_pid, element.other_user AS blocking_role, element.other_query AS blocking_query
FROM (
  SELECT fetched_at, unnest(series) AS series, unnest(waiting_pid) AS waiting_pid, unnest(waiting_query) AS waiting_query,
    unnest(other_pid) AS other_pid, unnest(other_user) AS other_user, unnest(other_query) AS other_query
  FROM (
    SELECT * FROM samples.blocking_locks
    WHERE source_id = :source AND time BETWEEN :from AND :to ORDER BY time DESC LIMIT 200
  ) recent
) element
JOIN pgwatch2.series described ON described.id = element.series
ORDER BY element.fetched_at DESC, waiting_pid
LIMIT 200`,
};

/** Of both panels of waits. */
const nobodyWaits = 'Empty where no active session was ever seen waiting.';

const waits = (id: string, title: string, help: string, tag: string | string[]): TimeseriesPanel => ({
  id,
  title,
  help,
  emptyWhen: nobodyWaits,
  unit: 'short',
  kind: 'timeseries',
  stacked: true,
  metrics: ['wait_events'],
  sql: seriesGaugeSql({ metric: 'wait_events', tag, column: 'count', absentMeans: 'zero' }),
});
export const waitEvents = waits(
  'wait-events',
  'Wait events',
  'What active sessions waited for at the moment of the fetch, by type and event; a moment without any wait counts 0.',
  ['wait_event_type', 'wait_event'],
);

export const waitTable: TablePanel = {
  id: 'wait-table',
  title: 'Waits in this range',
  help: 'What active sessions waited for, by how often they were seen waiting for it.',
  emptyWhen: nobodyWaits,
  unit: 'short',
  kind: 'table',
  metrics: ['wait_events'],
  columns: [
    { name: 'type', title: 'Type', unit: 'text' },
    { name: 'event', title: 'Event', unit: 'text' },
    { name: 'seen', title: 'Seen', unit: 'short' },
    { name: 'longest', title: 'Longest query seen in it', unit: 's' },
  ],
  sql: `
SELECT described.tags ->> 'wait_event_type' AS type, described.tags ->> 'wait_event' AS event, sums.seen::float8 AS seen, sums.longest::float8 AS longest
FROM (
  SELECT series, sum(count) AS seen, max(longest) / 1000000.0 AS longest
  FROM (
    SELECT unnest(series) AS series, unnest(count) AS count, unnest(max_query_duration_us) AS longest
    FROM samples.wait_events WHERE source_id = :source AND time BETWEEN :from AND :to
  ) element
  GROUP BY series
) sums
JOIN pgwatch2.series described ON described.id = sums.series
ORDER BY sums.seen DESC NULLS LAST, type, event
LIMIT 50`,
};
