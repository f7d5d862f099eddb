import type { TimeseriesPanel } from '../panel.js';
import { ratesSql } from '../sql/rates.js';

export const transactions: TimeseriesPanel = {
  id: 'transactions',
  title: 'Transactions',
  help: 'Transactions per second that were committed and rolled back.',
  unit: 'ops/s',
  kind: 'timeseries',
  metrics: ['db_stats'],
  sql: ratesSql({ metric: 'db_stats', lines: { committed: 'xact_commit', 'rolled back': 'xact_rollback' } }),
};
