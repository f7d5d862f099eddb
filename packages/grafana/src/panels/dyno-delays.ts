import type { TimeseriesPanel } from '../panel.js';
import { gaugesSql } from '../sql/gauges.js';

export const dynoDelays: TimeseriesPanel = {
  id: 'dyno-delays',
  title: 'Delays of the collector',
  help: 'How late fetches began and how long the event loop was held up, each the 99th percentile of a minute.',
  unit: 'ms',
  kind: 'timeseries',
  metrics: ['collector_dyno'],
  sql: gaugesSql({
    metric: 'collector_dyno',
    lines: { lateness: 'lateness_p99_ms', 'event loop': 'event_loop_delay_p99_ms' },
    aggregate: 'max',
  }),
};
