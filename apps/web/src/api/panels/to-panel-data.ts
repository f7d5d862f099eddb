import type { Panel } from '@pgwatch-heroku/grafana';
import type { TableData, TimeseriesData } from '../types.js';
import { toTable } from './to-table.js';
import { type TimeseriesRow, toTimeseries } from './to-timeseries.js';

/** Rows of a panel's SQL as a page draws them; the figures of a stat and the bars of a gauge are tables as well. */
export function toPanelData(panel: Panel, rows: Record<string, unknown>[]): TimeseriesData | TableData {
  switch (panel.kind) {
    case 'timeseries':
      return toTimeseries(rows as unknown as TimeseriesRow[]);
    case 'bargauge':
      return toTable(
        [
          { name: 'label', title: 'Name', unit: 'text' },
          { name: 'value', title: panel.title, unit: panel.unit },
        ],
        rows,
      );
    default:
      return toTable(panel.columns, rows);
  }
}
