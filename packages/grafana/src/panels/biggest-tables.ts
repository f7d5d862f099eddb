import { inRange } from '@pgwatch-heroku/store';
import type { TablePanel } from '../panel.js';

export const biggestTables: TablePanel = {
  id: 'biggest-tables',
  title: 'Biggest tables',
  help: 'Tables by size with indexes, at the end of this range.',
  unit: 'bytes',
  kind: 'table',
  metrics: ['table_stats'],
  columns: [
    {
      name: 'table_name',
      title: 'Table',
      unit: 'text',
      link: { dashboard: 'pgwatch-table-details', parameter: 'table' },
    },
    { name: 'total', title: 'Total', unit: 'bytes' },
    { name: 'heap', title: 'Table only', unit: 'bytes' },
    { name: 'rest', title: 'Indexes and TOAST', unit: 'bytes' },
    { name: 'live_rows', title: 'Live rows', unit: 'short' },
    { name: 'dead_rows', title: 'Dead rows', unit: 'short' },
    { name: 'seq_scans', title: 'Sequential scans', unit: 'short' },
    { name: 'since_vacuum', title: 'Since vacuum', unit: 's' },
  ],
  sql: `
WITH latest AS (
  SELECT * FROM samples.table_stats WHERE ${inRange('table_stats')} ORDER BY time DESC LIMIT 1
)
SELECT coalesce(described.tags ->> 'table_full_name', described.tags ->> 'table_name', '?') AS table_name,
  element.total::float8 AS total,
  element.heap::float8 AS heap,
  (element.total - element.heap)::float8 AS rest,
  element.live::float8 AS live_rows,
  element.dead::float8 AS dead_rows,
  element.seq_scans::float8 AS seq_scans,
  element.since_vacuum::float8 AS since_vacuum
FROM latest
CROSS JOIN LATERAL unnest(latest.series, latest.total_relation_size_b, latest.table_size_b, latest.n_live_tup,
  latest.n_dead_tup, latest.seq_scan, latest.seconds_since_last_vacuum)
  element(series, total, heap, live, dead, seq_scans, since_vacuum)
JOIN pgwatch2.series described ON described.id = element.series
ORDER BY element.total DESC NULLS LAST
LIMIT 50`,
};
