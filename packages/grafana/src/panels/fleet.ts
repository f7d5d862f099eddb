import type { BarGaugePanel, TablePanel, TimeseriesPanel } from '../panel.js';
import { connectionsUsedSql } from '../sql/connections-used.js';
import { earlier } from '../sql/earlier.js';
import { fleetGaugeSql, fleetQuotientSql, fleetRateSql } from '../sql/fleet.js';

/** Lines are drawn on over fetches that are up to this far apart: an hour is what the oldest history has. */
const joinSeconds = 3_900;

const line = (
  panel: Pick<TimeseriesPanel, 'id' | 'title' | 'help' | 'unit' | 'metrics' | 'sql'> & Partial<TimeseriesPanel>,
): TimeseriesPanel => ({
  kind: 'timeseries',
  joinSeconds,
  ...panel,
});

export const fleetTransactions = line({
  id: 'fleet-transactions',
  title: 'Transactions by database',
  help: 'Transactions per second, committed and rolled back.',
  unit: 'ops/s',
  metrics: ['db_stats'],
  sql: fleetRateSql({ metric: 'db_stats', counter: 'xact_commit + xact_rollback' }),
});

export const fleetStatements = line({
  id: 'fleet-statements',
  title: 'Statements by database',
  help: 'Statements per second, by pg_stat_statements.',
  unit: 'ops/s',
  metrics: ['stat_statements_calls'],
  sql: fleetRateSql({ metric: 'stat_statements_calls', counter: 'calls' }),
});

export const fleetMeanTime = line({
  id: 'fleet-mean-time',
  title: 'Time per statement by database',
  help: 'Average execution time of a statement, by pg_stat_statements.',
  unit: 'ms',
  metrics: ['stat_statements_calls'],
  sql: fleetQuotientSql({ metric: 'stat_statements_calls', of: 'total_time', per: 'calls' }),
});

export const fleetSessions = line({
  id: 'fleet-sessions',
  title: 'Sessions by database',
  help: 'Connections to each database, whatever they do.',
  unit: 'short',
  metrics: ['backends'],
  sql: fleetGaugeSql({ metric: 'backends', column: 'total' }),
});

export const fleetActive = line({
  id: 'fleet-active',
  title: 'Active sessions by database',
  help: 'Sessions that were executing a statement at the moment of the fetch.',
  unit: 'short',
  metrics: ['backends'],
  sql: fleetGaugeSql({ metric: 'backends', column: 'active' }),
});

export const fleetIdleInTransaction = line({
  id: 'fleet-idle-in-transaction',
  title: 'Idle in transaction by database',
  help: 'Sessions that hold a transaction open and do nothing: they keep vacuum from cleaning up.',
  unit: 'short',
  metrics: ['backends'],
  sql: fleetGaugeSql({ metric: 'backends', column: 'idleintransaction', aggregate: 'max' }),
});

export const fleetWaiting = line({
  id: 'fleet-waiting',
  title: 'Waiting sessions by database',
  help: 'Sessions that waited for a lock of any kind.',
  unit: 'short',
  metrics: ['backends'],
  sql: fleetGaugeSql({ metric: 'backends', column: 'waiting', aggregate: 'max' }),
});

export const fleetLongestTransaction = line({
  id: 'fleet-longest-transaction',
  title: 'Longest transaction by database',
  help: 'Age of the oldest open transaction.',
  unit: 's',
  metrics: ['backends'],
  sql: fleetGaugeSql({ metric: 'backends', column: 'longest_tx_seconds', aggregate: 'max' }),
});

export const fleetConnectionsUsed = line({
  id: 'fleet-connections-used',
  title: 'Connections used by database',
  help: 'Share of the connections that are taken, of the tightest limit: of the server, of the database, or of our role.',
  unit: 'percent',
  thresholds: [
    [null, 'good'],
    [0.8, 'warning'],
    [0.95, 'critical'],
  ],
  metrics: ['backends'],
  sql: fleetGaugeSql({
    metric: 'backends',
    column: connectionsUsedSql,
    aggregate: 'max',
  }),
});

export const fleetCacheHit = line({
  id: 'fleet-cache-hit',
  title: 'Cache hit ratio by database',
  help: 'Share of blocks found in shared buffers.',
  unit: 'percent',
  metrics: ['db_stats'],
  sql: fleetQuotientSql({ metric: 'db_stats', of: 'blks_hit', per: 'blks_hit + blks_read' }),
});

export const fleetRollbacks = line({
  id: 'fleet-rollbacks',
  title: 'Rolled back by database',
  help: 'Share of transactions that were rolled back.',
  unit: 'percent',
  metrics: ['db_stats'],
  sql: fleetQuotientSql({ metric: 'db_stats', of: 'xact_rollback', per: 'xact_commit + xact_rollback' }),
});

export const fleetTempBytes = line({
  id: 'fleet-temp-bytes',
  title: 'Temporary files by database',
  help: 'Bytes per second written to temporary files by sorts and hashes that did not fit into work_mem.',
  unit: 'bytes/s',
  metrics: ['db_stats'],
  sql: fleetRateSql({ metric: 'db_stats', counter: 'temp_bytes' }),
});

export const fleetIoTime = line({
  id: 'fleet-io-time',
  title: 'Time for blocks by database',
  help: 'Seconds per second that sessions spent on reading and writing blocks.',
  emptyWhen: 'Stays at 0 where track_io_timing is off.',
  unit: 's/s',
  metrics: ['db_stats'],
  sql: fleetRateSql({ metric: 'db_stats', counter: '(blk_read_time + blk_write_time) / 1000' }),
});

export const fleetWal = line({
  id: 'fleet-wal',
  title: 'WAL by server',
  help: 'Bytes of WAL per second; of a follower, what it replayed.',
  emptyWhen: 'Plans that forbid pg_control_system() have no figures.',
  unit: 'bytes/s',
  metrics: ['wal'],
  sql: fleetRateSql({ metric: 'wal', counter: 'xlog_location_b[1]' }),
});

export const fleetSize = line({
  id: 'fleet-size',
  title: 'Size by database',
  help: 'Size of each database on disk.',
  unit: 'bytes',
  metrics: ['db_size'],
  sql: fleetGaugeSql({ metric: 'db_size', column: 'size_b', aggregate: 'max' }),
});

export const fleetLag = line({
  id: 'fleet-lag',
  title: 'Replication lag by primary',
  help: 'How many bytes of WAL the slowest follower is behind.',
  unit: 'bytes',
  metrics: ['replication'],
  sql: fleetGaugeSql({
    metric: 'replication',
    column: '(SELECT max(lag) FROM unnest(replay_lag_b) lag)',
    aggregate: 'max',
  }),
});

export const fleetFreezeAge = line({
  id: 'fleet-freeze-age',
  title: 'Wraparound by database',
  help: 'Age of the oldest unfrozen transaction id of a database; at two thousand million it stops accepting writes.',
  unit: 'short',
  thresholds: [
    [null, 'good'],
    [500_000_000, 'warning'],
    [1_200_000_000, 'critical'],
  ],
  metrics: ['datfrozenxid'],
  sql: fleetGaugeSql({ metric: 'datfrozenxid', column: 'datfrozenxid_age', aggregate: 'max' }),
});

export const fleetBiggest: BarGaugePanel = {
  id: 'fleet-biggest',
  title: 'Biggest databases',
  help: 'Databases by size on disk, as last seen.',
  unit: 'bytes',
  kind: 'bargauge',
  metrics: ['db_size'],
  sql: `
SELECT source.name AS label, latest.size_b::float8 AS value
FROM pgwatch2.source
CROSS JOIN LATERAL (
  SELECT size_b FROM samples.db_size
  WHERE source_id = source.id AND time <= :to AND time > ${earlier(':to', '1 day')}
  ORDER BY time DESC LIMIT 1
) latest
WHERE source.id = ANY(:sources)
ORDER BY latest.size_b DESC NULLS LAST, source.name
LIMIT 50`,
};

const latestOf = (metric: string, columns: string, within: string) => `LEFT JOIN LATERAL (
  SELECT ${columns} FROM samples.${metric}
  WHERE source_id = source.id AND time <= :to AND time > ${earlier(':to', within)}
  ORDER BY time DESC LIMIT 1
) ${metric} ON true`;

/** From where on a figure of a database is coloured, and the database among those in trouble. */
const warnings = { connectionsUsed: 0.8, blocked: 1, longestTransactionSeconds: 300 };

export const fleetState: TablePanel = {
  id: 'fleet-state',
  title: 'All databases',
  help: 'Every database with its latest figures: first those that do not answer or have none, then those with most figures in colour; those switched off or detached last.',
  unit: 'short',
  kind: 'table',
  metrics: ['instance_up', 'backends', 'db_size', 'db_stats'],
  columns: [
    {
      name: 'source',
      title: 'Database',
      unit: 'text',
      link: { dashboard: 'pgwatch-health-check', parameter: 'source' },
    },
    { name: 'group', title: 'Group', unit: 'text' },
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
    { name: 'size', title: 'Size', unit: 'bytes' },
    {
      name: 'connections_used',
      title: 'Connections used',
      unit: 'percent',
      thresholds: [
        [null, 'good'],
        [warnings.connectionsUsed, 'warning'],
        [0.95, 'critical'],
      ],
    },
    { name: 'active', title: 'Active', unit: 'short' },
    {
      name: 'blocked',
      title: 'Blocked',
      unit: 'short',
      thresholds: [
        [null, 'good'],
        [warnings.blocked, 'warning'],
      ],
    },
    {
      name: 'longest_transaction',
      title: 'Longest transaction',
      unit: 's',
      thresholds: [
        [null, 'good'],
        [warnings.longestTransactionSeconds, 'warning'],
        [3_600, 'critical'],
      ],
    },
    { name: 'reason', title: 'Problem', unit: 'text' },
  ],
  sql: `
SELECT source.name AS source,
  coalesce(source.group_name, '') AS "group",
  instance_up.is_up AS up,
  db_stats.in_recovery_int AS follower,
  split_part(source.server_version, ' ', 1) AS version,
  db_size.size_b AS size,
  ${connectionsUsedSql} AS connections_used,
  backends.active,
  backends.blocked,
  backends.longest_tx_seconds AS longest_transaction,
  CASE WHEN source.detached_at IS NOT NULL THEN 'detached' WHEN NOT source.is_enabled THEN 'switched off'
    WHEN NOT source.is_up THEN source.state_reason END AS reason
FROM pgwatch2.source
${latestOf('instance_up', 'is_up', '10 minutes')}
${latestOf('db_stats', 'in_recovery_int', '10 minutes')}
${latestOf('backends', 'connections_used, instance_total, max_connections, active, blocked, longest_tx_seconds', '10 minutes')}
${latestOf('db_size', 'size_b', '1 day')}
WHERE source.id = ANY(:sources)
ORDER BY source.detached_at IS NOT NULL OR NOT source.is_enabled, coalesce(instance_up.is_up, 0),
  coalesce((${connectionsUsedSql} >= ${warnings.connectionsUsed})::int, 0) + coalesce((backends.blocked >= ${warnings.blocked})::int, 0)
    + coalesce((backends.longest_tx_seconds >= ${warnings.longestTransactionSeconds})::int, 0) DESC,
  backends.blocked DESC NULLS LAST, source.name`,
};

export const fleetVersions: TablePanel = {
  id: 'fleet-versions',
  title: 'Versions',
  help: 'PostgreSQL of each database, the oldest first; Heroku sets an end date for every major version.',
  unit: 'short',
  kind: 'table',
  metrics: [],
  columns: [
    { name: 'source', title: 'Database', unit: 'text' },
    { name: 'version', title: 'Version', unit: 'text' },
    { name: 'follower', title: 'Follower', unit: 'text' },
    { name: 'since', title: 'In this state since', unit: 'time' },
    { name: 'known', title: 'Known since', unit: 'time' },
  ],
  sql: `
SELECT name AS source, split_part(server_version, ' ', 1) AS version,
  CASE WHEN is_in_recovery THEN 'yes' ELSE 'no' END AS follower, state_since AS since, created_at AS known
FROM pgwatch2.source
WHERE id = ANY(:sources)
ORDER BY server_version_num NULLS LAST, name`,
};
