import type { TableData, TimeseriesData } from '../../../api/contract.js';

/** The points of a chart as a table, newest first: for those who cannot see it, and for exact figures. */
export function seriesTable(data: TimeseriesData, unit: string): TableData {
  const rows = data.times.map((time, at) => [time * 1000, ...data.lines.map((line) => line.values[at] ?? null)]);
  return {
    kind: 'table',
    columns: [
      { name: 'time', title: 'Time', unit: 'time' },
      ...data.lines.map(({ label }, index) => ({ name: `line-${index}`, title: label, unit })),
    ],
    rows: rows.reverse(),
  };
}
