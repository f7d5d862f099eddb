import type { TimeseriesPanel } from '../panel.js';
import { seriesRatesSql } from '../sql/series-rates.js';

export const collectorFailures: TimeseriesPanel = {
  id: 'collector-failures',
  title: 'Failed and skipped fetches',
  help: 'How many fetches of this database failed or were due and not made, by metric.',
  unit: 'short',
  kind: 'timeseries',
  stacked: true,
  bars: true,
  emptyWhen: 'Nothing failed and nothing was left out: no bar is good news.',
  metrics: ['collector_fetches'],
  sql: seriesRatesSql({
    metric: 'collector_fetches',
    tag: 'metric',
    counter: 'failures + skipped',
    columns: ['failures', 'skipped'],
    asCounts: true,
  }),
};
