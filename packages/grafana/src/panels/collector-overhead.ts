import type { TimeseriesPanel } from '../panel.js';
import { ratioSql } from '../sql/ratio.js';

export const collectorOverhead: TimeseriesPanel = {
  id: 'collector-overhead',
  title: 'Share of the collector',
  help: "Of the time that this database spends on statements, the share of the collector's own, by pg_stat_statements.",
  unit: 'percent',
  kind: 'timeseries',
  metrics: ['collector_overhead'],
  sql: ratioSql({ metric: 'collector_overhead', label: 'collector', part: 'ours_ms', rest: 'all_ms - ours_ms' }),
};
