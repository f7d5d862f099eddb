import type { TimeseriesPanel } from '../panel.js';
import { gaugesSql } from '../sql/gauges.js';

export const dynoMemory: TimeseriesPanel = {
  id: 'dyno-memory',
  title: 'Memory of the collector',
  help: 'Memory of the process, and what waiting fetches take of it.',
  unit: 'bytes',
  kind: 'timeseries',
  metrics: ['collector_dyno'],
  sql: gaugesSql({
    metric: 'collector_dyno',
    lines: { process: 'rss_bytes', 'waiting fetches': 'buffered_bytes' },
    aggregate: 'max',
  }),
};
