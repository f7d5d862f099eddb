import type { TimeseriesPanel } from '../panel.js';
import { seriesGaugeSql } from '../sql/series-gauge.js';

export const locks: TimeseriesPanel = {
  id: 'locks',
  title: 'Locks by mode',
  help: 'Locks held or waited for at the moment of the fetch; exclusive modes keep others from working.',
  unit: 'short',
  kind: 'timeseries',
  stacked: true,
  metrics: ['locks_mode'],
  sql: seriesGaugeSql({ metric: 'locks_mode', tag: 'lockmode', column: 'count', absentMeans: 'zero' }),
};
