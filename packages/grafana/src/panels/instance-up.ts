import type { TimeseriesPanel } from '../panel.js';
import { gaugesSql } from '../sql/gauges.js';

export const instanceUp: TimeseriesPanel = {
  id: 'instance-up',
  title: 'Instance up',
  help: '1 while the collector reaches the database, 0 while it does not; no line while the collector itself was away.',
  unit: 'short',
  kind: 'timeseries',
  metrics: ['instance_up'],
  sql: gaugesSql({ metric: 'instance_up', lines: { up: 'is_up' }, aggregate: 'min' }),
};
