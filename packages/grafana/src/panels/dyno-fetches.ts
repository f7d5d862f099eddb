import type { TimeseriesPanel } from '../panel.js';
import { ratesSql } from '../sql/rates.js';

export const dynoFetches: TimeseriesPanel = {
  id: 'dyno-fetches',
  title: 'Fetches',
  help: 'Fetches per second that worked, that failed, that were due and not made, and that were lost unstored.',
  unit: 'ops/s',
  kind: 'timeseries',
  metrics: ['collector_dyno'],
  sql: ratesSql({
    metric: 'collector_dyno',
    lines: { fetched: 'fetches', failed: 'failures', skipped: 'skipped', lost: 'dropped + refused + too_old' },
  }),
};
