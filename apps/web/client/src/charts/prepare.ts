import type { TimeseriesData } from '../api/contract.js';
import { breakGaps } from './break-gaps.js';
import { type Ghost, withGhosts } from './ghost-lines.js';
import { stack } from './stack.js';

export interface PreparedChart {
  times: number[];
  labels: string[];
  /** What was measured, for the legend. */
  values: (number | null)[][];
  /** Where the lines go: the same, or heights of the stack. */
  heights: (number | null)[][];
  /** What it was in the period before; none when it is not compared. */
  ghosts: Ghost[];
}

export interface PrepareOptions {
  stepSeconds: number;
  stacked: boolean;
  hidden: ReadonlySet<string>;
  /** The period before, and how long before. */
  before?: { data: TimeseriesData; shiftSeconds: number } | undefined;
}

export function prepareChart(data: TimeseriesData, options: PrepareOptions): PreparedChart {
  const { times, lines } = breakGaps(data, options.stepSeconds);
  const labels = lines.map((line) => line.label);
  const hidden = labels.map((label) => options.hidden.has(label));
  const values = lines.map((line) => line.values);
  const heights = options.stacked
    ? stack(values, hidden)
    : // A hidden line has no say in the range of the value axis either.
      values.map((line, index) => (hidden[index] ? line.map(() => null) : line));
  const chart = { times, labels, values, heights };
  if (!options.before) return { ...chart, ghosts: [] };
  const { data: before, shiftSeconds } = options.before;
  return withGhosts(
    chart,
    { kind: 'timeseries', ...breakGaps(before, options.stepSeconds) },
    { ...options, shiftSeconds },
  );
}
