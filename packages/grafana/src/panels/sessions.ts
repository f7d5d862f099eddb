import type { TimeseriesPanel } from '../panel.js';
import { gaugesSql } from '../sql/gauges.js';

export const sessions: TimeseriesPanel = {
  id: 'sessions',
  title: 'Sessions by state',
  help: 'Connections to this database: working, waiting for a lock of any kind, idle inside a transaction, idle.',
  unit: 'short',
  kind: 'timeseries',
  stacked: true,
  metrics: ['backends'],
  sql: gaugesSql({
    metric: 'backends',
    // A waiting session counts as active too: taken off, so that the stack adds up.
    lines: {
      active: 'CASE WHEN waiting <= active THEN active - waiting ELSE active END',
      waiting: 'waiting',
      'idle in transaction': 'idleintransaction',
      idle: 'idle',
    },
  }),
};
