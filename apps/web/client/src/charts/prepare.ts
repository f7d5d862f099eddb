import type { TimeseriesData } from '../api/contract.js';
import { breakGaps } from './break-gaps.js';
import { stack } from './stack.js';

export interface PreparedChart {
  times: number[];
  labels: string[];
  /** What was measured, for the legend. */
  values: (number | null)[][];
  /** Where the lines go: the same, or heights of the stack. */
  heights: (number | null)[][];
}

export function prepareChart(
  data: TimeseriesData,
  options: { stepSeconds: number; stacked: boolean; hidden: ReadonlySet<string> },
): PreparedChart {
  const { times, lines } = breakGaps(data, options.stepSeconds);
  const labels = lines.map((line) => line.label);
  const hidden = labels.map((label) => options.hidden.has(label));
  const values = lines.map((line) => line.values);
  const heights = options.stacked
    ? stack(values, hidden)
    : // A hidden line has no say in the range of the value axis either.
      values.map((line, index) => (hidden[index] ? line.map(() => null) : line));
  return { times, labels, values, heights };
}
