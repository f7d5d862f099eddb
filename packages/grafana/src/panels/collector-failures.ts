import type { TimeseriesPanel } from '../panel.js';
import { seriesRatesSql } from '../sql/series-rates.js';

export const collectorFailures: TimeseriesPanel = {
  id: 'collector-failures',
  title: 'Failed and skipped fetches',
  help: 'Fetches of this database per second that failed or were due and not made, by metric; no line is good news.',
  unit: 'ops/s',
  kind: 'timeseries',
  metrics: ['collector_fetches'],
  sql: seriesRatesSql({
    metric: 'collector_fetches',
    tag: 'metric',
    counter: 'failures + skipped',
    columns: ['failures', 'skipped'],
  }),
};
