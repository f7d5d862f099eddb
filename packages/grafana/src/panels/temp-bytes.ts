import type { TimeseriesPanel } from '../panel.js';
import { ratesSql } from '../sql/rates.js';

export const tempBytes: TimeseriesPanel = {
  id: 'temp-bytes',
  title: 'Temporary files',
  help: 'Bytes per second written to temporary files by sorts and hashes that did not fit into work_mem.',
  unit: 'bytes/s',
  kind: 'timeseries',
  metrics: ['db_stats'],
  sql: ratesSql({ metric: 'db_stats', lines: { written: 'temp_bytes' } }),
};
