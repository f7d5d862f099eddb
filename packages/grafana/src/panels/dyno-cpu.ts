import type { TimeseriesPanel } from '../panel.js';
import { ratesSql } from '../sql/rates.js';

export const dynoCpu: TimeseriesPanel = {
  id: 'dyno-cpu',
  title: 'CPU of the collector',
  help: 'CPU time per second; 1 s/s is one core busy all the time.',
  unit: 's/s',
  kind: 'timeseries',
  metrics: ['collector_dyno'],
  sql: ratesSql({ metric: 'collector_dyno', lines: { cpu: 'cpu_seconds' } }),
};
