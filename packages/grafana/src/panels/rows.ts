import type { TimeseriesPanel } from '../panel.js';
import { ratesSql } from '../sql/rates.js';

export const rows: TimeseriesPanel = {
  id: 'rows',
  title: 'Rows',
  help: 'Rows per second that were inserted, updated, deleted, and fetched through indexes.',
  unit: 'ops/s',
  kind: 'timeseries',
  metrics: ['db_stats'],
  sql: ratesSql({
    metric: 'db_stats',
    lines: { inserted: 'tup_inserted', updated: 'tup_updated', deleted: 'tup_deleted', fetched: 'tup_fetched' },
  }),
};
