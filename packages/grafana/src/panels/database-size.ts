import type { TimeseriesPanel } from '../panel.js';
import { gaugesSql } from '../sql/gauges.js';

export const databaseSize: TimeseriesPanel = {
  id: 'database-size',
  title: 'Database size',
  help: 'Size of the database on disk, as the plan counts it.',
  unit: 'bytes',
  kind: 'timeseries',
  metrics: ['db_size'],
  sql: gaugesSql({ metric: 'db_size', lines: { size: 'size_b' }, aggregate: 'max' }),
};
