import type { TablePanel, TimeseriesPanel } from '../panel.js';
import { gaugesSql } from '../sql/gauges.js';
import { latestList } from '../sql/latest-list.js';
import { seriesRatesSql } from '../sql/series-rates.js';

const name = "coalesce(described.tags ->> 'table_full_name', '?')";

export const wraparound: TimeseriesPanel = {
  id: 'wraparound',
  title: 'Wraparound',
  help: 'Age of the oldest unfrozen transaction id and multixact id of the database; at two thousand million it stops accepting writes.',
  unit: 'short',
  kind: 'timeseries',
  thresholds: [
    [null, 'good'],
    [500_000_000, 'warning'],
    [1_200_000_000, 'critical'],
  ],
  metrics: ['datfrozenxid'],
  sql: gaugesSql({
    metric: 'datfrozenxid',
    lines: { 'transaction ids': 'datfrozenxid_age', 'multixact ids': 'datminmxid_age' },
    aggregate: 'max',
  }),
};
export const oldestSnapshot: TimeseriesPanel = {
  id: 'oldest-snapshot',
  title: 'Oldest snapshot',
  help: 'How many transactions ago the oldest snapshot in use was taken: vacuum cannot clean up what came after.',
  unit: 'short',
  kind: 'timeseries',
  metrics: ['backends'],
  sql: gaugesSql({ metric: 'backends', lines: { transactions: 'max_xmin_age_tx' }, aggregate: 'max' }),
};
export const vacuums: TimeseriesPanel = {
  id: 'vacuums',
  title: 'Vacuums',
  help: 'How many runs of vacuum ended, by hand and by autovacuum, of the eight tables with most.',
  unit: 'short',
  kind: 'timeseries',
  stacked: true,
  bars: true,
  metrics: ['table_stats'],
  sql: seriesRatesSql({
    metric: 'table_stats',
    tag: 'table_full_name',
    counter: 'vacuum_count + autovacuum_count',
    columns: ['vacuum_count', 'autovacuum_count'],
    unseen: 'unknown',
    asCounts: true,
  }),
};
export const deadRows: TablePanel = {
  id: 'dead-rows',
  title: 'Tables that vacuum is behind on',
  help: 'Tables with most dead rows as last seen, when vacuum and ANALYZE last came, and the age of their oldest row.',
  unit: 'short',
  kind: 'table',
  metrics: ['table_stats'],
  columns: [
    {
      name: 'table_name',
      title: 'Table',
      unit: 'text',
      link: { dashboard: 'pgwatch-table-details', parameter: 'table' },
    },
    { name: 'dead', title: 'Dead rows', unit: 'short' },
    {
      name: 'share',
      title: 'Share',
      unit: 'percent',
      thresholds: [
        [null, 'good'],
        [0.1, 'warning'],
        [0.3, 'critical'],
      ],
    },
    { name: 'since_vacuum', title: 'Since vacuum', unit: 's' },
    { name: 'since_analyze', title: 'Since ANALYZE', unit: 's' },
    {
      name: 'switched_off',
      title: 'Autovacuum off',
      unit: 'bool',
      thresholds: [
        [null, 'good'],
        [1, 'warning'],
      ],
    },
    { name: 'freeze_age', title: 'Oldest row (transactions)', unit: 'short' },
  ],
  sql: `
SELECT ${name} AS table_name, element.n_dead_tup::float8 AS dead,
  element.n_dead_tup::float8 / nullif(element.n_live_tup + element.n_dead_tup, 0) AS share,
  element.seconds_since_last_vacuum::float8 AS since_vacuum, element.seconds_since_last_analyze::float8 AS since_analyze,
  least(element.no_autovacuum, 1) AS switched_off, element.tx_freeze_age::float8 AS freeze_age
FROM ${latestList({
    metric: 'table_stats',
    within: '1 hour',
    columns: [
      'n_dead_tup',
      'n_live_tup',
      'seconds_since_last_vacuum',
      'seconds_since_last_analyze',
      'no_autovacuum',
      'tx_freeze_age',
    ],
  })}
ORDER BY element.n_dead_tup DESC NULLS LAST, table_name
LIMIT :top`,
};
export const tableBloat: TablePanel = {
  id: 'table-bloat',
  title: 'Table bloat (estimate)',
  help: 'Tables by the space that their rows no longer need, estimated from statistics.',
  unit: 'bytes',
  kind: 'table',
  metrics: ['table_bloat_approx'],
  columns: [
    {
      name: 'table_name',
      title: 'Table',
      unit: 'text',
      link: { dashboard: 'pgwatch-table-details', parameter: 'table' },
    },
    { name: 'size', title: 'Size', unit: 'bytes' },
    { name: 'bloat', title: 'Bloat', unit: 'bytes' },
    { name: 'share', title: 'Share', unit: 'percent' },
  ],
  sql: `
SELECT ${name} AS table_name, element.table_size_b::float8 AS size, element.approx_bloat_b::float8 AS bloat, element.approx_bloat_percentage / 100 AS share
FROM ${latestList({ metric: 'table_bloat_approx', within: '2 days', columns: ['table_size_b', 'approx_bloat_b', 'approx_bloat_percentage'] })}
ORDER BY element.approx_bloat_b DESC NULLS LAST, table_name
LIMIT :top`,
};
export const vacuumsRunning: TablePanel = {
  id: 'vacuums-running',
  title: 'Vacuums under way',
  help: 'What vacuum was working on when it was last seen at work, within five minutes of the end of this range, and how far it was.',
  emptyWhen:
    'Empty while no vacuum is seen at work; without pg_monitor (Standard plans and up) those of other roles, and automatic ones, are not seen.',
  unit: 'short',
  kind: 'table',
  metrics: ['vacuum_progress'],
  columns: [
    { name: 'table_name', title: 'Table', unit: 'text' },
    { name: 'phase', title: 'Phase', unit: 'text' },
    { name: 'automatic', title: 'Autovacuum', unit: 'bool' },
    { name: 'duration', title: 'For', unit: 's' },
    { name: 'done', title: 'Scanned', unit: 'percent' },
  ],
  sql: `
SELECT ${name} AS table_name, element.phase, element.is_autovacuum_int AS automatic, element.duration_s::float8 AS duration,
  element.heap_blks_scanned::float8 / nullif(element.heap_blks_total, 0) AS done
FROM ${latestList({ metric: 'vacuum_progress', within: '5 minutes', columns: ['phase', 'is_autovacuum_int', 'duration_s', 'heap_blks_scanned', 'heap_blks_total'] })}
ORDER BY element.duration_s DESC NULLS LAST, table_name`,
};
export const sequencesUsed: TimeseriesPanel = {
  id: 'sequences-used',
  title: 'Sequences',
  help: 'How much of its range the fullest sequence has used; at 100 % inserts fail.',
  unit: 'percent',
  kind: 'timeseries',
  thresholds: [
    [null, 'good'],
    [0.7, 'warning'],
    [0.9, 'critical'],
  ],
  metrics: ['sequence_health'],
  sql: gaugesSql({ metric: 'sequence_health', lines: { fullest: 'max_used_pct / 100' }, aggregate: 'max' }),
};
export const sequencesFull: TimeseriesPanel = {
  id: 'sequences-full',
  title: 'Sequences by use',
  help: 'How many sequences have used more than half, and more than three quarters, of their range.',
  unit: 'short',
  kind: 'timeseries',
  metrics: ['sequence_health'],
  sql: gaugesSql({
    metric: 'sequence_health',
    lines: { 'more than half': 'p50_used_seq_count', 'more than three quarters': 'p75_used_seq_count' },
    aggregate: 'max',
  }),
};
