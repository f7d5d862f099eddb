import type { TimeseriesData } from '../types.js';

export interface TimeseriesRow {
  time: Date;
  /** null in a row where all lines break. */
  label: string | null;
  value: number | null;
}

/** Rows of a time-series panel as lines over one axis of times; null where a line has no value. */
export function toTimeseries(rows: TimeseriesRow[]): TimeseriesData {
  const positions = new Map<number, number>();
  for (const { time } of rows) positions.set(time.getTime(), 0);
  const timesMs = [...positions.keys()].sort((left, right) => left - right);
  timesMs.forEach((timeMs, index) => {
    positions.set(timeMs, index);
  });
  const lines = new Map<string, (number | null)[]>();
  for (const { time, label, value } of rows) {
    if (label === null) continue;
    let values = lines.get(label);
    if (!values) {
      values = new Array<number | null>(timesMs.length).fill(null);
      lines.set(label, values);
    }
    values[positions.get(time.getTime()) ?? 0] = value;
  }
  return {
    kind: 'timeseries',
    times: timesMs.map((timeMs) => timeMs / 1_000),
    lines: [...lines].map(([label, values]) => ({ label, values })),
  };
}
