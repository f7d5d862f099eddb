import type { BarGaugePanel, PanelColumn, StatPanel, TablePanel, TimeseriesPanel } from '../panel.js';
import { gaugesSql } from '../sql/gauges.js';
import { latestList } from '../sql/latest-list.js';
import { elementOf } from '../sql/one-series.js';
import { quotientsSql } from '../sql/quotients.js';
import { ratesSql } from '../sql/rates.js';
import { seriesRatesSql } from '../sql/series-rates.js';
import { seriesSums } from '../sql/series-sums.js';
import { statsSql } from '../sql/stats.js';

const name = "coalesce(described.tags ->> 'table_full_name', '?')";
const tableLink: PanelColumn = {
  name: 'table_name',
  title: 'Table',
  unit: 'text',
  link: { dashboard: 'pgwatch-table-details', parameter: 'table' },
};
const most = 'The metric lists the 300 biggest tables.';

export const tableActivity: TablePanel = {
  id: 'table-activity',
  title: 'Tables in this range',
  help: `What was done to each table in this range, those with most changes first. ${most}`,
  unit: 'short',
  kind: 'table',
  metrics: ['table_stats'],
  columns: [
    tableLink,
    { name: 'inserted', title: 'Inserted', unit: 'short' },
    { name: 'updated', title: 'Updated', unit: 'short' },
    { name: 'deleted', title: 'Deleted', unit: 'short' },
    { name: 'hot_share', title: 'Updated in place (HOT)', unit: 'percent' },
    { name: 'seq_scans', title: 'Sequential scans', unit: 'short' },
    { name: 'seq_rows', title: 'Rows read by them', unit: 'short' },
    { name: 'index_scans', title: 'Index scans', unit: 'short' },
  ],
  sql: `
WITH ${seriesSums('table_stats', ['n_tup_ins', 'n_tup_upd', 'n_tup_del', 'n_tup_hot_upd', 'seq_scan', 'seq_tup_read', 'idx_scan'])}
SELECT ${name} AS table_name, more_n_tup_ins AS inserted, more_n_tup_upd AS updated, more_n_tup_del AS deleted,
  (more_n_tup_hot_upd / nullif(more_n_tup_upd, 0))::float8 AS hot_share,
  more_seq_scan AS seq_scans, more_seq_tup_read AS seq_rows, more_idx_scan AS index_scans
FROM sums JOIN pgwatch2.series described ON described.id = sums.series
ORDER BY coalesce(more_n_tup_ins, 0) + coalesce(more_n_tup_upd, 0) + coalesce(more_n_tup_del, 0) DESC, more_seq_tup_read DESC NULLS LAST
LIMIT :top`,
};

export const tableGrowth: TablePanel = {
  id: 'table-growth',
  title: 'Growth in this range',
  help: `Tables by what they grew in this range, with indexes and TOAST. ${most}`,
  unit: 'bytes',
  kind: 'table',
  metrics: ['table_stats'],
  columns: [
    tableLink,
    { name: 'growth', title: 'Grown by', unit: 'bytes' },
    { name: 'total', title: 'Total', unit: 'bytes' },
  ],
  sql: `
WITH last AS (
  SELECT unnest(series) AS series, unnest(total_relation_size_b) AS size
  FROM (SELECT * FROM samples.table_stats WHERE source_id = :source AND time BETWEEN :from AND :to ORDER BY time DESC LIMIT 1) f
), first AS (
  SELECT unnest(series) AS series, unnest(total_relation_size_b) AS size
  FROM (SELECT * FROM samples.table_stats WHERE source_id = :source AND time BETWEEN :from AND :to ORDER BY time LIMIT 1) f
)
SELECT ${name} AS table_name, (last.size - first.size)::float8 AS growth, last.size::float8 AS total
FROM last JOIN first USING (series) JOIN pgwatch2.series described ON described.id = series
ORDER BY last.size - first.size DESC NULLS LAST, table_name
LIMIT :top`,
};

export const tableScans: TimeseriesPanel = {
  id: 'table-scans',
  title: 'Rows read by sequential scans',
  help: 'Rows per second that sequential scans read, of the eight tables with most: candidates for an index.',
  unit: 'ops/s',
  kind: 'timeseries',
  metrics: ['table_stats'],
  sql: seriesRatesSql({
    metric: 'table_stats',
    tag: 'table_full_name',
    counter: 'seq_tup_read',
    columns: ['seq_tup_read'],
    unseen: 'unknown',
  }),
};

export const tableReads: TimeseriesPanel = {
  id: 'table-reads',
  title: 'Bytes read by table',
  help: 'Bytes per second that were not in shared buffers, indexes and TOAST included, of the eight tables with most.',
  unit: 'bytes/s',
  kind: 'timeseries',
  metrics: ['table_io_stats'],
  sql: seriesRatesSql({
    metric: 'table_io_stats',
    tag: 'table_full_name',
    counter:
      '8192 * (coalesce(heap_blks_read, 0) + coalesce(idx_blks_read, 0) + coalesce(toast_blks_read, 0) + coalesce(tidx_blks_read, 0))',
    columns: ['heap_blks_read', 'idx_blks_read', 'toast_blks_read', 'tidx_blks_read'],
    unseen: 'unknown',
  }),
};

const sizes = (id: string, title: string, help: string, column: string): BarGaugePanel => ({
  id,
  title,
  help: `${help} ${most}`,
  unit: 'bytes',
  kind: 'bargauge',
  metrics: ['table_stats'],
  sql: `
SELECT ${name} AS label, (${column})::float8 AS value
FROM ${latestList({ metric: 'table_stats', within: '1 hour', columns: ['total_relation_size_b', 'table_size_b', 'toast_size_b'] })}
WHERE (${column}) > 0
ORDER BY value DESC, label
LIMIT 30`,
});

export const relationsTotal = sizes(
  'relations-total',
  'Biggest relations',
  'Tables by size with indexes and TOAST.',
  'total_relation_size_b',
);
export const relationsData = sizes(
  'relations-data',
  'Biggest tables without indexes',
  'Tables by the size of their rows alone.',
  'table_size_b',
);
export const relationsRest = sizes(
  'relations-rest',
  'Most indexes and TOAST',
  'Tables by what their indexes and TOAST take.',
  'total_relation_size_b - table_size_b',
);

const stats = elementOf({ metric: 'table_stats', tag: 'table_full_name', parameter: 'table' });
const io = elementOf({ metric: 'table_io_stats', tag: 'table_full_name', parameter: 'table' });
const ofOne: Pick<TimeseriesPanel, 'kind' | 'metrics'> = { kind: 'timeseries', metrics: ['table_stats'] };

export const tableState: StatPanel = {
  id: 'table-state',
  title: 'The table now',
  help: 'Rows and size of the table as last seen, when vacuum and ANALYZE last came, and the age of its oldest row.',
  unit: 'short',
  kind: 'stat',
  metrics: ['table_stats'],
  columns: [
    { name: 'total', title: 'Total size', unit: 'bytes' },
    { name: 'live', title: 'Live rows', unit: 'short' },
    {
      name: 'dead_share',
      title: 'Dead rows',
      unit: 'percent',
      thresholds: [
        [null, 'good'],
        [0.1, 'warning'],
        [0.3, 'critical'],
      ],
    },
    { name: 'since_vacuum', title: 'Since vacuum', unit: 's' },
    { name: 'since_analyze', title: 'Since ANALYZE', unit: 's' },
    { name: 'freeze_age', title: 'Oldest row (transactions)', unit: 'short' },
  ],
  sql: statsSql({
    latest: [
      {
        metric: 'table_stats',
        within: '1 hour',
        figures: {
          total: stats('total_relation_size_b'),
          live: stats('n_live_tup'),
          dead_share: `${stats('n_dead_tup')}::float8 / nullif(${stats('n_live_tup')} + ${stats('n_dead_tup')}, 0)`,
          since_vacuum: stats('seconds_since_last_vacuum'),
          since_analyze: stats('seconds_since_last_analyze'),
          freeze_age: stats('tx_freeze_age'),
        },
      },
    ],
  }),
};
export const tableSize: TimeseriesPanel = {
  ...ofOne,
  id: 'table-size',
  title: 'Size of the table',
  help: 'The table alone, its TOAST, and all of it with indexes.',
  unit: 'bytes',
  sql: gaugesSql({
    metric: 'table_stats',
    lines: { total: stats('total_relation_size_b'), table: stats('table_size_b'), toast: stats('toast_size_b') },
    aggregate: 'max',
  }),
};
export const tableRows: TimeseriesPanel = {
  ...ofOne,
  id: 'table-rows',
  title: 'Changes to the table',
  help: 'Rows per second that were inserted, updated, of these in place (HOT), and deleted.',
  unit: 'ops/s',
  sql: ratesSql({
    metric: 'table_stats',
    lines: {
      inserted: stats('n_tup_ins'),
      updated: stats('n_tup_upd'),
      'in place': stats('n_tup_hot_upd'),
      deleted: stats('n_tup_del'),
    },
  }),
};
export const tableScanRates: TimeseriesPanel = {
  ...ofOne,
  id: 'table-scan-rates',
  title: 'Scans of the table',
  help: 'Sequential and index scans per second.',
  unit: 'ops/s',
  sql: ratesSql({ metric: 'table_stats', lines: { sequential: stats('seq_scan'), index: stats('idx_scan') } }),
};
export const tableDead: TimeseriesPanel = {
  ...ofOne,
  id: 'table-dead-rows',
  title: 'Live and dead rows',
  help: 'Rows of the table, and those that vacuum has not cleaned up yet; both are estimates of PostgreSQL.',
  unit: 'short',
  sql: gaugesSql({ metric: 'table_stats', lines: { live: stats('n_live_tup'), dead: stats('n_dead_tup') } }),
};
export const tableHit: TimeseriesPanel = {
  ...ofOne,
  id: 'table-hit',
  title: 'Cache hit ratio of the table',
  help: 'Share of blocks that were in shared buffers: of rows, indexes and TOAST.',
  unit: 'percent',
  metrics: ['table_io_stats'],
  sql: quotientsSql({
    metric: 'table_io_stats',
    lines: Object.fromEntries(
      [
        ['rows', 'heap'],
        ['indexes', 'idx'],
        ['toast', 'toast'],
      ].map(([label, prefix]) => [
        label as string,
        [io(`${prefix}_blks_hit`), `${io(`${prefix}_blks_hit`)} + ${io(`${prefix}_blks_read`)}`] as const,
      ]),
    ),
  }),
};
export const tableBlocks: TimeseriesPanel = {
  ...ofOne,
  id: 'table-blocks',
  title: 'Bytes read of the table',
  help: 'Bytes per second that were not in shared buffers: of rows, indexes and TOAST.',
  unit: 'bytes/s',
  metrics: ['table_io_stats'],
  sql: ratesSql({
    metric: 'table_io_stats',
    lines: {
      rows: `8192 * ${io('heap_blks_read')}`,
      indexes: `8192 * ${io('idx_blks_read')}`,
      toast: `8192 * ${io('toast_blks_read')}`,
    },
  }),
};
export const tableIndexes: TablePanel = {
  id: 'table-indexes',
  title: 'Indexes of the table',
  help: 'Its indexes as last seen, the biggest first; scans are since the statistics were last reset.',
  unit: 'bytes',
  kind: 'table',
  metrics: ['index_stats'],
  columns: [
    { name: 'index_name', title: 'Index', unit: 'text' },
    { name: 'size', title: 'Size', unit: 'bytes' },
    { name: 'scans', title: 'Scans', unit: 'short' },
    { name: 'definition', title: 'Definition', unit: 'text' },
  ],
  sql: `
SELECT described.tags ->> 'index_full_name' AS index_name, element.index_size_b::float8 AS size, element.idx_scan::float8 AS scans, element.index_def AS definition
FROM ${latestList({ metric: 'index_stats', within: '2 hours', columns: ['index_size_b', 'idx_scan', 'index_def'] })}
WHERE described.tags ->> 'table_full_name' = :table
ORDER BY element.index_size_b DESC NULLS LAST, index_name`,
};
