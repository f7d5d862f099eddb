import type { PanelColumn, TablePanel, TimeseriesPanel } from '../panel.js';
import { latestList } from '../sql/latest-list.js';
import { seriesRatesSql } from '../sql/series-rates.js';

const list = latestList({
  metric: 'index_stats',
  within: '2 hours',
  columns: ['index_size_b', 'idx_scan', 'index_def', 'is_invalid_int', 'is_pk_int', 'is_uq_or_exc'],
});
const columns: PanelColumn[] = [
  { name: 'index_name', title: 'Index', unit: 'text' },
  {
    name: 'table_name',
    title: 'Table',
    unit: 'text',
    link: { dashboard: 'pgwatch-table-details', parameter: 'table' },
  },
  { name: 'size', title: 'Size', unit: 'bytes' },
  { name: 'scans', title: 'Scans', unit: 'short' },
  { name: 'definition', title: 'Definition', unit: 'text' },
];
const select = `
SELECT described.tags ->> 'index_full_name' AS index_name, described.tags ->> 'table_full_name' AS table_name,
  element.index_size_b::float8 AS size, element.idx_scan::float8 AS scans, element.index_def AS definition`;

const indexTable = (id: string, title: string, help: string, where: string): TablePanel => ({
  id,
  title,
  help,
  unit: 'bytes',
  kind: 'table',
  metrics: ['index_stats'],
  columns,
  sql: `${select}
FROM ${list}
WHERE ${where}
ORDER BY element.index_size_b DESC NULLS LAST, index_name
LIMIT :top`,
});

export const indexesBiggest = indexTable(
  'indexes-biggest',
  'Biggest indexes',
  'Indexes by size, as last seen; scans are since the statistics were last reset. Of more than 200 indexes the metric lists the biggest in use, the busiest, the unused and the invalid ones.',
  'true',
);
export const indexesUnused = indexTable(
  'indexes-unused',
  'Unused indexes',
  'Never scanned since the statistics were last reset, and no key or constraint: they cost every write. Look at followers before dropping one.',
  'element.idx_scan = 0 AND element.is_pk_int = 0 AND element.is_uq_or_exc = 0',
);
export const indexesInvalid = indexTable(
  'indexes-invalid',
  'Invalid indexes',
  'Left over from a concurrent build that failed: they cost writes and help no query. Drop or rebuild them.',
  'element.is_invalid_int = 1',
);

export const indexesDuplicate: TablePanel = {
  id: 'indexes-duplicate',
  title: 'Duplicate indexes',
  help: 'Indexes of one table with the same definition but for the name and UNIQUE: one of them is enough, the unique one where there is one.',
  unit: 'bytes',
  kind: 'table',
  metrics: ['index_stats'],
  columns: [
    { name: 'table_name', title: 'Table', unit: 'text' },
    { name: 'indexes', title: 'Indexes', unit: 'text' },
    { name: 'size', title: 'Size of all but one', unit: 'bytes' },
  ],
  sql: `
SELECT described.tags ->> 'table_full_name' AS table_name, string_agg(described.tags ->> 'index_full_name', ', ' ORDER BY element.series) AS indexes,
  (sum(element.index_size_b) - max(element.index_size_b))::float8 AS size
FROM ${list}
GROUP BY described.tags ->> 'table_full_name', described.tags ->> 'index_def_hash', substring(element.index_def FROM ' USING .*')
HAVING count(*) > 1 AND min(substring(element.index_def FROM ' USING .*')) IS NOT NULL
ORDER BY size DESC NULLS LAST, table_name
LIMIT :top`,
};

export const indexesBloat: TablePanel = {
  id: 'indexes-bloat',
  title: 'Index bloat (estimate)',
  help: 'B-trees by the space that their entries no longer need, estimated from statistics; REINDEX CONCURRENTLY gives it back.',
  unit: 'bytes',
  kind: 'table',
  metrics: ['index_bloat_approx'],
  columns: [
    { name: 'index_name', title: 'Index', unit: 'text' },
    { name: 'size', title: 'Size', unit: 'bytes' },
    { name: 'bloat', title: 'Bloat', unit: 'bytes' },
    { name: 'share', title: 'Share', unit: 'percent' },
  ],
  sql: `
SELECT described.tags ->> 'index_full_name' AS index_name, element.index_size_b::float8 AS size, element.approx_bloat_b::float8 AS bloat,
  element.approx_bloat_percentage / 100 AS share
FROM ${latestList({ metric: 'index_bloat_approx', within: '2 days', columns: ['index_size_b', 'approx_bloat_b', 'approx_bloat_percentage'] })}
ORDER BY element.approx_bloat_b DESC NULLS LAST, index_name
LIMIT :top`,
};

const rates = (
  id: string,
  title: string,
  help: string,
  unit: string,
  counter: string,
  column: string,
): TimeseriesPanel => ({
  id,
  title,
  help,
  unit,
  kind: 'timeseries',
  metrics: ['index_stats'],
  sql: seriesRatesSql({ metric: 'index_stats', tag: 'index_full_name', counter, columns: [column], unseen: 'unknown' }),
});
export const indexScans = rates(
  'index-scans',
  'Most scanned indexes',
  'Scans per second of the eight indexes with most.',
  'ops/s',
  'idx_scan',
  'idx_scan',
);
export const indexEntries = rates(
  'index-entries',
  'Most read indexes',
  'Entries per second that scans returned, of the eight indexes with most.',
  'ops/s',
  'idx_tup_read',
  'idx_tup_read',
);
export const indexReads = rates(
  'index-reads',
  'Most read from disk',
  'Bytes per second that were not in shared buffers, of the eight indexes with most.',
  'bytes/s',
  '8192 * idx_blks_read',
  'idx_blks_read',
);
export const indexHits = rates(
  'index-hits',
  'Most cache use by index',
  'Bytes per second that were in shared buffers, of the eight indexes with most.',
  'bytes/s',
  '8192 * idx_blks_hit',
  'idx_blks_hit',
);
