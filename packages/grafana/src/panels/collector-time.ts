import type { TimeseriesPanel } from '../panel.js';
import { seriesRatesSql } from '../sql/series-rates.js';

export const collectorTime: TimeseriesPanel = {
  id: 'collector-time',
  title: 'Time of the collector',
  help: 'Seconds per second that the collector spent on fetches of this database, by metric, the network included.',
  unit: 's/s',
  kind: 'timeseries',
  stacked: true,
  metrics: ['collector_fetches'],
  sql: seriesRatesSql({
    metric: 'collector_fetches',
    tag: 'metric',
    counter: 'duration_ms / 1000.0',
    columns: ['duration_ms'],
  }),
};
