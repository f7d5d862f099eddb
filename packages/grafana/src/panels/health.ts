import type { StatPanel } from '../panel.js';
import { connectionsUsedSql } from '../sql/connections-used.js';
import { secondsOf, statsSql } from '../sql/stats.js';

/** Three intervals of the metrics that are fetched every minute or two. */
const within = '10 minutes';

export const healthState: StatPanel = {
  id: 'health-state',
  title: 'Server',
  help: 'Whether the database answers, whether it is a follower, its version, how long its server has been up, and why it does not answer if so.',
  unit: 'short',
  kind: 'stat',
  metrics: ['instance_up', 'db_stats'],
  columns: [
    {
      name: 'up',
      title: 'Up',
      unit: 'bool',
      thresholds: [
        [null, 'critical'],
        [1, 'good'],
      ],
    },
    { name: 'follower', title: 'Follower', unit: 'bool' },
    { name: 'version', title: 'Version', unit: 'text' },
    {
      name: 'uptime',
      title: 'Server up for',
      unit: 's',
      thresholds: [
        [null, 'warning'],
        [3_600, 'good'],
      ],
    },
    { name: 'reason', title: 'Last problem', unit: 'text' },
  ],
  sql: statsSql({
    latest: [
      { metric: 'instance_up', within, figures: { up: 'is_up' } },
      { metric: 'db_stats', within, figures: { follower: 'in_recovery_int', uptime: 'postmaster_uptime_s' } },
    ],
    other: {
      version: `SELECT split_part(server_version, ' ', 1) FROM pgwatch2.source WHERE id = :source`,
      reason: 'SELECT state_reason FROM pgwatch2.source WHERE id = :source AND NOT is_up',
    },
  }),
};

export const healthSessions: StatPanel = {
  id: 'health-sessions',
  title: 'Sessions now',
  help: 'Sessions of this database by what they do, the share of the connections in use of the tightest limit (of the server, of the database, or of our role), and the oldest query, transaction and snapshot.',
  unit: 'short',
  kind: 'stat',
  metrics: ['backends'],
  columns: [
    {
      name: 'connections_used',
      title: 'Connections used',
      unit: 'percent',
      thresholds: [
        [null, 'good'],
        [0.8, 'warning'],
        [0.95, 'critical'],
      ],
    },
    { name: 'total', title: 'Sessions', unit: 'short' },
    { name: 'active', title: 'Active', unit: 'short' },
    {
      name: 'idle_in_transaction',
      title: 'Idle in transaction',
      unit: 'short',
      thresholds: [
        [null, 'good'],
        [5, 'warning'],
        [20, 'critical'],
      ],
    },
    {
      name: 'blocked',
      title: 'Blocked',
      unit: 'short',
      thresholds: [
        [null, 'good'],
        [1, 'warning'],
        [5, 'critical'],
      ],
    },
    {
      name: 'longest_query',
      title: 'Longest query',
      unit: 's',
      thresholds: [
        [null, 'good'],
        [60, 'warning'],
        [600, 'critical'],
      ],
    },
    {
      name: 'longest_transaction',
      title: 'Longest transaction',
      unit: 's',
      thresholds: [
        [null, 'good'],
        [300, 'warning'],
        [3_600, 'critical'],
      ],
    },
    { name: 'longest_autovacuum', title: 'Longest autovacuum', unit: 's' },
    {
      name: 'xmin_age',
      title: 'Oldest snapshot (transactions)',
      unit: 'short',
      thresholds: [
        [null, 'good'],
        [1_000_000, 'warning'],
        [50_000_000, 'critical'],
      ],
    },
  ],
  sql: statsSql({
    latest: [
      {
        metric: 'backends',
        within,
        figures: {
          connections_used: connectionsUsedSql,
          total: 'total',
          active: 'active',
          idle_in_transaction: 'idleintransaction',
          blocked: 'blocked',
          longest_query: 'longest_query_seconds',
          longest_transaction: 'longest_tx_seconds',
          longest_autovacuum: 'longest_autovacuum_seconds',
          xmin_age: 'max_xmin_age_tx',
        },
      },
    ],
  }),
};

const perSecond = (counter: string) => `sum(more_${counter}) / ${secondsOf(counter)}`;

export const healthWork: StatPanel = {
  id: 'health-work',
  title: 'Work in this range',
  help: 'Averages over the shown range: transactions and statements per second, time per statement, shares of the cache and of rollbacks, temporary files and WAL per second; and how many deadlocks there were.',
  emptyWhen: 'Plans that forbid pg_control_system() have no figure of WAL.',
  unit: 'short',
  kind: 'stat',
  metrics: ['db_stats', 'stat_statements_calls', 'wal'],
  columns: [
    { name: 'tps', title: 'Transactions/s', unit: 'ops/s' },
    { name: 'qps', title: 'Statements/s', unit: 'ops/s' },
    { name: 'mean_time', title: 'Time per statement', unit: 'ms' },
    {
      name: 'hit_ratio',
      title: 'Cache hit ratio',
      unit: 'percent',
      thresholds: [
        [null, 'critical'],
        [0.9, 'warning'],
        [0.99, 'good'],
      ],
    },
    {
      name: 'rollback_ratio',
      title: 'Rolled back',
      unit: 'percent',
      thresholds: [
        [null, 'good'],
        [0.1, 'warning'],
        [0.3, 'critical'],
      ],
    },
    {
      name: 'temp_bytes',
      title: 'Temporary files',
      unit: 'bytes/s',
      thresholds: [
        [null, 'good'],
        [5_000_000, 'warning'],
        [50_000_000, 'critical'],
      ],
    },
    { name: 'wal_bytes', title: 'WAL', unit: 'bytes/s' },
    {
      name: 'deadlocks',
      title: 'Deadlocks',
      unit: 'short',
      thresholds: [
        [null, 'good'],
        [1, 'warning'],
      ],
    },
  ],
  sql: statsSql({
    added: [
      {
        metric: 'db_stats',
        counters: {
          commits: 'xact_commit',
          rollbacks: 'xact_rollback',
          hit: 'blks_hit',
          read: 'blks_read',
          temp: 'temp_bytes',
          deadlocks: 'deadlocks',
        },
        figures: {
          tps: `sum(more_commits + more_rollbacks) / ${secondsOf('commits')}`,
          hit_ratio: 'sum(more_hit) / nullif(sum(more_hit) + sum(more_read), 0)',
          rollback_ratio: 'sum(more_rollbacks) / nullif(sum(more_commits) + sum(more_rollbacks), 0)',
          temp_bytes: perSecond('temp'),
          deadlocks: 'sum(more_deadlocks)',
        },
      },
      {
        metric: 'stat_statements_calls',
        counters: { calls: 'calls', execution: 'total_time' },
        figures: { qps: perSecond('calls'), mean_time: 'sum(more_execution) / nullif(sum(more_calls), 0)' },
      },
      { metric: 'wal', counters: { position: 'xlog_location_b[1]' }, figures: { wal_bytes: perSecond('position') } },
    ],
  }),
};

export const healthRows: StatPanel = {
  id: 'health-rows',
  title: 'Rows in this range',
  help: 'Rows per second that were inserted, updated, deleted, read by scans and found through indexes, averages over the shown range.',
  unit: 'ops/s',
  kind: 'stat',
  metrics: ['db_stats'],
  columns: [
    { name: 'inserted', title: 'Inserted', unit: 'ops/s' },
    { name: 'updated', title: 'Updated', unit: 'ops/s' },
    { name: 'deleted', title: 'Deleted', unit: 'ops/s' },
    { name: 'returned', title: 'Read by scans', unit: 'ops/s' },
    { name: 'fetched', title: 'Found through indexes', unit: 'ops/s' },
  ],
  sql: statsSql({
    added: [
      {
        metric: 'db_stats',
        counters: {
          inserted: 'tup_inserted',
          updated: 'tup_updated',
          deleted: 'tup_deleted',
          returned: 'tup_returned',
          fetched: 'tup_fetched',
        },
        figures: Object.fromEntries(
          ['inserted', 'updated', 'deleted', 'returned', 'fetched'].map((name) => [name, perSecond(name)]),
        ),
      },
    ],
  }),
};

export const healthSize: StatPanel = {
  id: 'health-size',
  title: 'Size and upkeep',
  help: 'Size of the database, what it grew by in the shown range, its indexes, estimated bloat of its tables, broken indexes, the age of its oldest row that vacuum has not frozen, and how near the fullest sequence is to its end.',
  unit: 'bytes',
  kind: 'stat',
  metrics: ['db_size', 'db_stats', 'table_bloat_approx_summary_sql', 'sequence_health', 'table_stats'],
  columns: [
    { name: 'size', title: 'Database', unit: 'bytes' },
    { name: 'growth', title: 'Grown by', unit: 'bytes' },
    { name: 'indexes', title: 'Indexes', unit: 'bytes' },
    { name: 'bloat', title: 'Table bloat (estimate)', unit: 'bytes' },
    {
      name: 'invalid_indexes',
      title: 'Invalid indexes',
      unit: 'short',
      thresholds: [
        [null, 'good'],
        [1, 'warning'],
      ],
    },
    {
      name: 'freeze_age',
      title: 'Oldest row (transactions)',
      unit: 'short',
      thresholds: [
        [null, 'good'],
        [500_000_000, 'warning'],
        [1_200_000_000, 'critical'],
      ],
    },
    {
      name: 'sequence_used',
      title: 'Fullest sequence',
      unit: 'percent',
      thresholds: [
        [null, 'good'],
        [0.7, 'warning'],
        [0.9, 'critical'],
      ],
    },
  ],
  sql: statsSql({
    latest: [
      { metric: 'db_size', within: '1 day', figures: { size: 'size_b', indexes: 'indexes_size_b' } },
      { metric: 'db_stats', within, figures: { invalid_indexes: 'invalid_indexes' } },
      { metric: 'table_bloat_approx_summary_sql', within: '2 days', figures: { bloat: 'approx_table_bloat_b' } },
      { metric: 'sequence_health', within: '1 day', figures: { sequence_used: 'max_used_pct / 100' } },
      {
        metric: 'table_stats',
        within: '1 hour',
        figures: { freeze_age: '(SELECT max(age) FROM unnest(tx_freeze_age) age)' },
      },
    ],
    other: {
      growth: `SELECT (SELECT size_b FROM samples.db_size WHERE source_id = :source AND time BETWEEN :from AND :to ORDER BY time DESC LIMIT 1)
  - (SELECT size_b FROM samples.db_size WHERE source_id = :source AND time BETWEEN :from AND :to ORDER BY time LIMIT 1)`,
    },
  }),
};

const eventsIn = (table: string) =>
  `SELECT coalesce(sum(cardinality(series)), 0)::int8 FROM samples.${table} WHERE source_id = :source AND time BETWEEN :from AND :to`;

export const healthReplication: StatPanel = {
  id: 'health-replication',
  title: 'Replication, archiving and changes',
  help: 'How far the slowest follower is behind, slots that nobody reads from and the WAL that they hold back, whether archiving fails, and what was changed in the shown range.',
  emptyWhen: 'Heroku archives WAL by itself, and makes slots for its own followers only.',
  unit: 'short',
  kind: 'stat',
  metrics: ['replication', 'replication_slots', 'archiver', 'configuration_changes', 'table_changes', 'index_changes'],
  columns: [
    {
      name: 'replay_lag',
      title: 'Follower behind',
      unit: 'bytes',
      thresholds: [
        [null, 'good'],
        [100_000_000, 'warning'],
        [1_000_000_000, 'critical'],
      ],
    },
    {
      name: 'inactive_slots',
      title: 'Unused slots',
      unit: 'short',
      thresholds: [
        [null, 'good'],
        [1, 'critical'],
      ],
    },
    {
      name: 'slot_lag',
      title: 'WAL held by slots',
      unit: 'bytes',
      thresholds: [
        [null, 'good'],
        [1_000_000_000, 'warning'],
        [10_000_000_000, 'critical'],
      ],
    },
    {
      name: 'archiving_fails',
      title: 'Archiving fails',
      unit: 'bool',
      thresholds: [
        [null, 'good'],
        [1, 'critical'],
      ],
    },
    { name: 'settings_changed', title: 'Settings changed', unit: 'short' },
    { name: 'tables_changed', title: 'Tables changed', unit: 'short' },
    { name: 'indexes_changed', title: 'Indexes changed', unit: 'short' },
  ],
  sql: statsSql({
    latest: [
      { metric: 'replication', within, figures: { replay_lag: '(SELECT max(lag) FROM unnest(replay_lag_b) lag)' } },
      {
        metric: 'replication_slots',
        within,
        figures: {
          inactive_slots: '(SELECT sum(inactive)::int8 FROM unnest(non_active_int) inactive)',
          slot_lag: '(SELECT max(lag) FROM unnest(restart_lsn_lag_b) lag)',
        },
      },
      { metric: 'archiver', within, figures: { archiving_fails: 'is_failing_int' } },
    ],
    other: {
      settings_changed: eventsIn('configuration_changes'),
      tables_changed: eventsIn('table_changes'),
      indexes_changed: eventsIn('index_changes'),
    },
  }),
};
