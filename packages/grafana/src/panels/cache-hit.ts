import type { TimeseriesPanel } from '../panel.js';
import { ratioSql } from '../sql/ratio.js';

export const cacheHit: TimeseriesPanel = {
  id: 'cache-hit',
  title: 'Cache hit ratio',
  help: 'Share of blocks found in shared buffers; a database that fits its plan stays above 99 %.',
  unit: 'percent',
  kind: 'timeseries',
  metrics: ['db_stats'],
  sql: ratioSql({ metric: 'db_stats', label: 'cache hit', part: 'blks_hit', rest: 'blks_read' }),
};
