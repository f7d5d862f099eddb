import type { StatPanel, TablePanel } from '../panel.js';

export const storeState: StatPanel = {
  id: 'store-state',
  title: 'The Collector DB',
  help: 'Its size against the budget, and how long history is kept at present: every fetch, one per ten minutes, one per hour. Every level keeps less.',
  unit: 'bytes',
  kind: 'stat',
  metrics: [],
  columns: [
    { name: 'size', title: 'Size', unit: 'bytes' },
    { name: 'budget', title: 'Budget', unit: 'bytes' },
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
    {
      name: 'level',
      title: 'Level',
      unit: 'short',
      thresholds: [
        [null, 'good'],
        [1, 'warning'],
      ],
    },
    { name: 'raw_days', title: 'Days of every fetch', unit: 'short' },
    { name: 'ten_minutes_days', title: 'Days of one per ten minutes', unit: 'short' },
    { name: 'retention_days', title: 'Days in all', unit: 'short' },
  ],
  sql: `
SELECT size_bytes::float8 AS size, budget_bytes::float8 AS budget, size_bytes::float8 / nullif(budget_bytes, 0) AS used, level,
  raw_days, ten_minutes_days, retention_days
FROM pgwatch2.storage`,
};

export const dynoTable: TablePanel = {
  id: 'dyno-table',
  title: 'Collector dynos',
  help: 'Dynos that collect or did so of late, and when each was last heard of.',
  unit: 'short',
  kind: 'table',
  metrics: [],
  columns: [
    { name: 'dyno', title: 'Dyno', unit: 'text' },
    { name: 'version', title: 'Version', unit: 'text' },
    { name: 'started', title: 'Started', unit: 'time' },
    { name: 'seen', title: 'Last heard of', unit: 'time' },
  ],
  sql: 'SELECT dyno, version, started_at AS started, seen_at AS seen FROM pgwatch2.collector ORDER BY seen_at DESC, dyno',
};

export const metricProblems: TablePanel = {
  id: 'metric-problems',
  title: 'Metrics that fail',
  help: 'Metrics of this database that do not work at present, and why; what is not available there is tried again now and then.',
  unit: 'short',
  kind: 'table',
  metrics: [],
  columns: [
    { name: 'metric', title: 'Metric', unit: 'text' },
    { name: 'reason', title: 'Why', unit: 'text' },
    { name: 'last_error', title: 'Last tried', unit: 'time' },
    { name: 'last_success', title: 'Last worked', unit: 'time' },
  ],
  sql: `
SELECT metric, error AS reason, last_error_at AS last_error, last_success_at AS last_success
FROM pgwatch2.source_metric
WHERE source_id = :source AND error IS NOT NULL
ORDER BY metric`,
};
