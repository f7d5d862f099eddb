import { connectionsUsedSql } from '../sql/connections-used.js';
import { earlier } from '../sql/earlier.js';

/** What pages people. */
export interface AlertRule {
  uid: string;
  title: string;
  /** What is wrong and what to do, for whoever is woken up. */
  summary: string;
  /**
   * SQL that gives a row (source, value) for everything that is watched, with the parameters `:from` and `:to`: what is
   * well is among them, so that an alert ends. Alert rules have no variables: they are about all databases.
   */
  sql: string;
  /** The alert is raised while `value` is above this. */
  above: number;
  /** For so long it has to be so. */
  forDuration: string;
  severity: 'critical' | 'warning';
  /** Also raised while the Collector DB cannot be asked. Of one rule, so that one message tells it. */
  isRaisedByErrors?: true;
}

/** A figure of the latest fetch of each source that is monitored at present. */
const latest = (metric: string, value: string, within: string) => `
SELECT source.name AS source, latest.value::float8 AS value
FROM pgwatch2.source
CROSS JOIN LATERAL (
  SELECT (${value}) AS value FROM samples.${metric}
  WHERE source_id = source.id AND time <= :to AND time > ${earlier(':to', within)}
  ORDER BY time DESC LIMIT 1
) latest
WHERE source.is_enabled AND source.detached_at IS NULL AND latest.value IS NOT NULL`;

// A rule looks at the last figure; figures come every minute or two, so that ten minutes are some that failed.
const recent = '10 minutes';

export const alertRules: readonly AlertRule[] = [
  {
    uid: 'pgwatch-source-down',
    title: 'Database does not answer',
    summary:
      'The collector cannot reach it. /sources says why; look at the add-on, its maintenance and its connection limit.',
    sql: latest('instance_up', '1 - is_up', recent),
    above: 0.5,
    forDuration: '3m',
    severity: 'critical',
  },
  {
    uid: 'pgwatch-connections-used',
    title: 'Connections nearly used up',
    summary:
      'More than 90 % of the connections that the server, or the plan, allows. Look at Sessions for who holds them; a pooler or a bigger plan helps.',
    sql: latest('backends', connectionsUsedSql, recent),
    above: 0.9,
    forDuration: '5m',
    severity: 'critical',
  },
  {
    uid: 'pgwatch-transaction-age',
    title: 'Transaction open for too long',
    summary:
      'A transaction is older than an hour: vacuum cannot clean up behind it. Sessions shows it; end it if nobody waits for it.',
    sql: latest('backends', 'longest_tx_seconds', recent),
    above: 3_600,
    forDuration: '5m',
    severity: 'warning',
  },
  {
    uid: 'pgwatch-replication-lag',
    title: 'Follower is behind',
    summary:
      'More than 1 GB of WAL is not replayed yet. Replication shows which follower, and whether a slot holds WAL back.',
    sql: latest('replication', '(SELECT max(lag) FROM unnest(replay_lag_b) lag)', recent),
    above: 1_000_000_000,
    forDuration: '10m',
    severity: 'warning',
  },
  {
    uid: 'pgwatch-long-locks',
    title: 'Sessions wait for locks',
    summary: 'A session has been waiting for a lock for more than two minutes. Locks shows who holds it.',
    sql: latest('backends', 'longest_lock_wait_seconds', recent),
    above: 120,
    forDuration: '2m',
    severity: 'warning',
  },
  {
    uid: 'pgwatch-disk-budget',
    title: 'Collector DB is nearly full',
    summary:
      'It has used more than 95 % of its budget although history was shortened. Take a bigger plan, fewer metrics or a shorter retention.',
    sql: `
SELECT 'Collector DB' AS source, size_bytes::float8 / budget_bytes AS value
FROM pgwatch2.storage
WHERE budget_bytes > 0`,
    above: 0.95,
    forDuration: '30m',
    severity: 'critical',
  },
  {
    uid: 'pgwatch-failed-archiving',
    title: 'WAL is not archived',
    summary:
      'The last attempt to archive a WAL file failed. On Heroku that is for Heroku to repair: open a ticket; elsewhere look at the archive command.',
    sql: latest('archiver', 'is_failing_int', recent),
    above: 0.5,
    forDuration: '15m',
    severity: 'critical',
  },
  {
    uid: 'pgwatch-dead-collector',
    title: 'Collector is silent',
    summary:
      'No collector dyno has reported for five minutes, or the Collector DB cannot be asked: no other rule can tell anything. Look at heroku ps, the logs of the collector, and heroku pg:info.',
    // By the state that each dyno leaves: it is there whatever metrics are asked for.
    sql: `
SELECT 'collector' AS source, coalesce(extract(epoch FROM :to - max(seen_at)), 0)::float8 AS value
FROM pgwatch2.collector`,
    above: 300,
    // A restart of the Collector DB takes less.
    forDuration: '5m',
    severity: 'critical',
    isRaisedByErrors: true,
  },
];
