import type { PanelColumn, TablePanel, TimeseriesPanel } from '../panel.js';
import { elementOf } from '../sql/one-series.js';
import { quotientsSql } from '../sql/quotients.js';
import { ratesSql } from '../sql/rates.js';
import { seriesRatesSql } from '../sql/series-rates.js';
import { seriesSums } from '../sql/series-sums.js';

const metric = 'sproc_stats';
const emptyWhen =
  'Needs track_functions = pl or all in the database: ALTER DATABASE ... SET track_functions = ..., where the plan allows it.';
const link: PanelColumn = {
  name: 'sproc',
  title: 'Function',
  unit: 'text',
  link: { dashboard: 'pgwatch-stored-procedures', parameter: 'sproc' },
};

export const sprocTable: TablePanel = {
  id: 'sproc-table',
  title: 'Functions in this range',
  help: 'Functions and procedures by the time that they took in this range, that of those they called included.',
  emptyWhen,
  unit: 'ms',
  kind: 'table',
  metrics: [metric],
  columns: [
    link,
    { name: 'total_time', title: 'Total time', unit: 'ms' },
    { name: 'self_time', title: 'Own time', unit: 'ms' },
    { name: 'calls', title: 'Calls', unit: 'short' },
    { name: 'mean_time', title: 'Time per call', unit: 'ms' },
  ],
  sql: `
WITH ${seriesSums(metric, ['sp_calls', 'self_time', 'total_time'])}
SELECT coalesce(described.tags ->> 'function_full_name', '?') AS sproc, more_total_time AS total_time, more_self_time AS self_time,
  more_sp_calls AS calls, more_total_time / nullif(more_sp_calls, 0) AS mean_time
FROM sums JOIN pgwatch2.series described ON described.id = sums.series
WHERE more_sp_calls > 0
ORDER BY more_total_time DESC NULLS LAST, sproc
LIMIT :top`,
};
export const sprocsByTime: TimeseriesPanel = {
  id: 'sprocs-by-time',
  title: 'Busiest functions',
  help: 'Own time per second of the eight functions with most; 1 s/s is one session busy all the time.',
  emptyWhen,
  unit: 's/s',
  kind: 'timeseries',
  metrics: [metric],
  sql: seriesRatesSql({
    metric,
    tag: 'function_full_name',
    counter: 'self_time / 1000',
    columns: ['self_time'],
    unseen: 'unknown',
  }),
};
const one = elementOf({ metric, tag: 'function_full_name', parameter: 'sproc' });
export const sprocCalls: TimeseriesPanel = {
  id: 'sproc-calls',
  title: 'Calls of the function',
  help: 'How often the chosen function is called per second.',
  emptyWhen,
  unit: 'ops/s',
  kind: 'timeseries',
  metrics: [metric],
  sql: ratesSql({ metric, lines: { calls: one('sp_calls') } }),
};
export const sprocTime: TimeseriesPanel = {
  id: 'sproc-time',
  title: 'Time per call of the function',
  help: 'Average time of a call of the chosen function, with and without what it calls.',
  emptyWhen,
  unit: 'ms',
  kind: 'timeseries',
  metrics: [metric],
  sql: quotientsSql({
    metric,
    lines: { total: [one('total_time'), one('sp_calls')], own: [one('self_time'), one('sp_calls')] },
  }),
};
