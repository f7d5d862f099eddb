import type { TimeseriesPanel } from '../panel.js';
import { gaugesSql } from '../sql/gauges.js';

export const dynoBuffer: TimeseriesPanel = {
  id: 'dyno-buffer',
  title: 'Waiting fetches',
  help: 'Fetches that wait to be stored, and those of them that wait on disk; many while the Collector DB is away.',
  unit: 'short',
  kind: 'timeseries',
  metrics: ['collector_dyno'],
  sql: gaugesSql({ metric: 'collector_dyno', lines: { waiting: 'buffered', 'on disk': 'spilled' }, aggregate: 'max' }),
};
