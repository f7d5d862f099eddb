import type { StatPanel, TablePanel, TimeseriesPanel } from '../panel.js';
import { connectionLimitSql, connectionsUsedSql } from '../sql/connections-used.js';
import { gaugesSql } from '../sql/gauges.js';
import { latestList } from '../sql/latest-list.js';
import { ratesSql } from '../sql/rates.js';
import { seriesGaugeSql } from '../sql/series-gauge.js';
import { statsSql } from '../sql/stats.js';

type Rest = Partial<TimeseriesPanel>;
const rates = (
  metric: string,
  id: string,
  title: string,
  help: string,
  unit: string,
  lines: Record<string, string>,
  rest: Rest = {},
): TimeseriesPanel => ({
  id,
  title,
  help,
  unit,
  kind: 'timeseries',
  metrics: [metric],
  sql: ratesSql({ metric, lines }),
  ...rest,
});
/** Of what happens a few times an hour. */
const counts = (
  metric: string,
  id: string,
  title: string,
  help: string,
  lines: Record<string, string>,
  rest: Rest,
): TimeseriesPanel =>
  rates(metric, id, title, help, 'short', lines, {
    ...{ stacked: true, bars: true, sql: ratesSql({ metric, lines, asCounts: true }) },
    ...rest,
  });
const shared = { emptyWhen: 'On plans that share a server the figures are those of all its databases.' };

export const checkpoints = counts(
  'bgwriter',
  'checkpoints',
  'Checkpoints',
  'How many there were because it was time, and because WAL ran full or somebody asked.',
  { timed: 'checkpoints_timed', requested: 'checkpoints_req' },
  shared,
);
export const checkpointTime = rates(
  'bgwriter',
  'checkpoint-time',
  'Time of checkpoints',
  'Seconds per second that checkpoints spent on writing and on making sure of it.',
  's/s',
  { write: 'checkpoint_write_time / 1000', sync: 'checkpoint_sync_time / 1000' },
  shared,
);
export const buffersWritten = rates(
  'bgwriter',
  'buffers-written',
  'Who writes buffers',
  'Bytes per second that were written by checkpoints, by the background writer, and by sessions and vacuum themselves: for want of a clean buffer, or to make a table or index longer.',
  'bytes/s',
  {
    checkpointer: '8192 * buffers_checkpoint',
    'background writer': '8192 * buffers_clean',
    sessions: '8192 * buffers_backend',
  },
  { stacked: true, ...shared },
);
export const blockTime = rates(
  'db_stats',
  'block-time',
  'Time for blocks',
  'Seconds per second that sessions spent on reading and writing blocks.',
  's/s',
  { reading: 'blk_read_time / 1000', writing: 'blk_write_time / 1000' },
  { emptyWhen: 'Stays at 0 where track_io_timing is off.' },
);
export const walRate = rates(
  'wal',
  'wal-rate',
  'WAL',
  'Bytes of WAL per second; of a follower, what it replayed.',
  'bytes/s',
  { wal: 'xlog_location_b[1]' },
  { emptyWhen: 'Plans that forbid pg_control_system() have no figures.' },
);

export const replicationLag: TimeseriesPanel = {
  id: 'replication-lag',
  title: 'Replication lag',
  help: 'Bytes of WAL that each follower or subscriber has not replayed yet.',
  emptyWhen: 'No follower, no line.',
  unit: 'bytes',
  kind: 'timeseries',
  metrics: ['replication'],
  sql: seriesGaugeSql({
    metric: 'replication',
    tag: ['application_name', 'client_info'],
    column: 'replay_lag_b',
    absentMeans: 'unknown',
  }),
};
export const replicationDelay: TimeseriesPanel = {
  ...replicationLag,
  id: 'replication-delay',
  title: 'Replication delay',
  help: 'Milliseconds until a commit was replayed by each follower or subscriber, as PostgreSQL measured last.',
  unit: 'ms',
  sql: seriesGaugeSql({
    metric: 'replication',
    tag: ['application_name', 'client_info'],
    column: 'replay_lag_ms',
    absentMeans: 'unknown',
  }),
};
export const slotLag: TimeseriesPanel = {
  id: 'slot-lag',
  title: 'WAL held back by slots',
  help: 'Bytes of WAL that each replication slot keeps from being removed; they count against the disk of the plan.',
  emptyWhen: 'No slot, no line; Heroku makes slots for its own followers only.',
  unit: 'bytes',
  kind: 'timeseries',
  metrics: ['replication_slots'],
  sql: seriesGaugeSql({
    metric: 'replication_slots',
    tag: 'slot_name',
    column: 'restart_lsn_lag_b',
    absentMeans: 'unknown',
  }),
};
export const slotXmin: TimeseriesPanel = {
  ...slotLag,
  id: 'slot-xmin',
  title: 'Transactions held back by slots',
  help: 'Age of the oldest transaction that each slot keeps vacuum from cleaning up after.',
  unit: 'short',
  sql: seriesGaugeSql({ metric: 'replication_slots', tag: 'slot_name', column: 'xmin_age_tx', absentMeans: 'unknown' }),
};
export const receiverLag: TimeseriesPanel = {
  id: 'receiver-lag',
  title: 'Received and not replayed',
  help: 'Of a follower: bytes of WAL that it has received and not replayed yet.',
  unit: 'bytes',
  kind: 'timeseries',
  metrics: ['wal_receiver'],
  sql: gaugesSql({ metric: 'wal_receiver', lines: { 'not replayed': 'replay_lag_b' }, aggregate: 'max' }),
};
export const receiverAge: TimeseriesPanel = {
  ...receiverLag,
  id: 'receiver-age',
  title: 'Age of the last replayed commit',
  help: 'Of a follower: seconds since the last commit that it replayed; grows too while the primary has nothing to do.',
  unit: 's',
  sql: gaugesSql({ metric: 'wal_receiver', lines: { age: 'last_replay_s' }, aggregate: 'max' }),
};
export const followers: TablePanel = {
  id: 'followers',
  title: 'Followers and subscribers',
  help: 'As last seen, the one furthest behind first.',
  emptyWhen: 'No follower, no row.',
  unit: 'short',
  kind: 'table',
  metrics: ['replication'],
  columns: [
    { name: 'application', title: 'Name', unit: 'text' },
    { name: 'client', title: 'Address', unit: 'text' },
    { name: 'state', title: 'State', unit: 'text' },
    { name: 'sync_state', title: 'Synchronous', unit: 'text' },
    { name: 'lag', title: 'Behind', unit: 'bytes' },
    { name: 'delay', title: 'Delay', unit: 'ms' },
  ],
  sql: `
SELECT described.tags ->> 'application_name' AS application, described.tags ->> 'client_info' AS client, element.state, element.sync_state,
  element.replay_lag_b::float8 AS lag, element.replay_lag_ms::float8 AS delay
FROM ${latestList({ metric: 'replication', within: '10 minutes', columns: ['state', 'sync_state', 'replay_lag_b', 'replay_lag_ms'] })}
ORDER BY element.replay_lag_b DESC NULLS LAST, application`,
};
export const slots: TablePanel = {
  id: 'slots',
  title: 'Replication slots',
  help: 'As last seen, the one that holds back most WAL first; an unused one fills the disk in the end.',
  emptyWhen: 'No slot, no row; Heroku makes slots for its own followers only.',
  unit: 'short',
  kind: 'table',
  metrics: ['replication_slots'],
  columns: [
    { name: 'slot', title: 'Slot', unit: 'text' },
    { name: 'plugin', title: 'Plugin', unit: 'text' },
    {
      name: 'unused',
      title: 'Unused',
      unit: 'bool',
      thresholds: [
        [null, 'good'],
        [1, 'critical'],
      ],
    },
    { name: 'lag', title: 'WAL held back', unit: 'bytes' },
    { name: 'xmin_age', title: 'Transactions held back', unit: 'short' },
  ],
  sql: `
SELECT described.tags ->> 'slot_name' AS slot, element.plugin, element.non_active_int AS unused, element.restart_lsn_lag_b::float8 AS lag,
  element.xmin_age_tx::float8 AS xmin_age
FROM ${latestList({ metric: 'replication_slots', within: '10 minutes', columns: ['plugin', 'non_active_int', 'restart_lsn_lag_b', 'xmin_age_tx'] })}
ORDER BY element.restart_lsn_lag_b DESC NULLS LAST, slot`,
};
export const archiving = counts(
  'archiver',
  'archiving',
  'WAL archiving',
  'How many WAL files were archived, and how often that failed.',
  { archived: 'archived_count', failed: 'failed_count' },
  { emptyWhen: 'Heroku archives WAL by itself; where archive_mode is off there is nothing to show.' },
);
export const walFolder: TimeseriesPanel = {
  id: 'wal-folder',
  title: 'WAL on disk',
  help: 'Size of the WAL folder: grows when slots, failing archiving or rare checkpoints hold WAL back.',
  unit: 'bytes',
  kind: 'timeseries',
  metrics: ['wal_size'],
  sql: gaugesSql({ metric: 'wal_size', lines: { wal: 'wal_size_b' }, aggregate: 'max' }),
};
export const archivePending: TimeseriesPanel = {
  id: 'archive-pending',
  title: 'WAL files to be archived',
  help: 'WAL files that wait to be archived; more and more when archiving fails or is too slow.',
  unit: 'short',
  kind: 'timeseries',
  metrics: ['archiver_pending_count'],
  sql: gaugesSql({ metric: 'archiver_pending_count', lines: { waiting: 'archiver_pending_count' }, aggregate: 'max' }),
};
export const planLimits: StatPanel = {
  id: 'plan-limits',
  title: 'Against the plan',
  help: 'Connections in use and allowed by the tightest limit (of the server, of the database, or of our role), and the size of the database. What storage the plan has the add-on’s page on Heroku tells.',
  unit: 'short',
  kind: 'stat',
  metrics: ['backends', 'db_size'],
  columns: [
    { name: 'connections', title: 'Connections to this database', unit: 'short' },
    { name: 'server_connections', title: 'Connections to the server', unit: 'short' },
    { name: 'connection_limit', title: 'Allowed by the plan', unit: 'short' },
    {
      name: 'used',
      title: 'Used',
      unit: 'percent',
      thresholds: [
        [null, 'good'],
        [0.8, 'warning'],
        [0.95, 'critical'],
      ],
    },
    { name: 'size', title: 'Database', unit: 'bytes' },
  ],
  sql: statsSql({
    latest: [
      {
        metric: 'backends',
        within: '10 minutes',
        figures: {
          connections: 'total',
          server_connections: 'instance_total',
          connection_limit: connectionLimitSql,
          used: connectionsUsedSql,
        },
      },
      { metric: 'db_size', within: '1 day', figures: { size: 'size_b' } },
    ],
  }),
};
