import type { TimeseriesPanel } from '../panel.js';
import { ratesSql } from '../sql/rates.js';

export const blocks: TimeseriesPanel = {
  id: 'blocks',
  title: 'Blocks',
  help: 'Blocks of 8 kB per second that were found in shared buffers (hit) and had to be asked for (read).',
  unit: 'ops/s',
  kind: 'timeseries',
  metrics: ['db_stats'],
  sql: ratesSql({ metric: 'db_stats', lines: { hit: 'blks_hit', read: 'blks_read' } }),
};
