import type { TimeseriesData } from '../api/contract.js';
import { medianDistance } from './median-distance.js';

type Values = (number | null)[];

/** A line of the period before. */
export interface Ghost {
  /** The line that it is compared with; null for the height of the whole stack. */
  line: number | null;
  values: Values;
}

export interface Drawn {
  times: number[];
  labels: string[];
  values: Values[];
  heights: Values[];
}

export interface GhostOptions {
  /** How much later it is drawn than it was measured. */
  shiftSeconds: number;
  stepSeconds: number;
  stacked: boolean;
  hidden: ReadonlySet<string>;
}

/**
 * Lays the lines of the period before over those of a chart. No two fetches are made at the same moment of their
 * periods: each moment takes the sample that is nearest, and where the chart itself has none there are more moments.
 * Of a stack only the height of the whole is drawn: more lines inside of it could not be told apart.
 */
export function withGhosts(chart: Drawn, before: TimeseriesData, options: GhostOptions): Drawn & { ghosts: Ghost[] } {
  const beforeTimes = before.times.map((time) => time + options.shiftSeconds);
  const reach = Math.max(options.stepSeconds, medianDistance(chart.times), medianDistance(beforeTimes));
  const extra = beforeTimes.filter((time) => distanceTo(chart.times, time) > reach);
  const times = [...chart.times, ...extra].sort((one, other) => one - other);
  const own = nearest(chart.times, times, 0);
  const widened = (values: Values) => own.map((index) => (index === null ? null : (values[index] ?? null)));
  const places = nearest(beforeTimes, times, reach * 0.75);
  const moved = (values: Values) => places.map((index) => (index === null ? null : (values[index] ?? null)));
  return {
    ...chart,
    times,
    values: chart.values.map(widened),
    heights: chart.heights.map(widened),
    ghosts: options.stacked ? total(before, options.hidden, moved) : each(chart, before, options.hidden, moved),
  };
}

function each({ labels }: Drawn, before: TimeseriesData, hidden: ReadonlySet<string>, moved: (v: Values) => Values) {
  return labels.flatMap((label, line): Ghost[] => {
    const found = before.lines.find((candidate) => candidate.label === label);
    if (!found) return [];
    return [{ line, values: moved(hidden.has(label) ? found.values.map(() => null) : found.values) }];
  });
}

function total(before: TimeseriesData, hidden: ReadonlySet<string>, moved: (v: Values) => Values): Ghost[] {
  const lines = before.lines.filter((line) => !hidden.has(line.label));
  if (lines.length === 0) return [];
  const sums = before.times.map((_, at) => {
    const known = lines.map((line) => line.values[at] ?? null).filter((value) => value !== null);
    return known.length ? known.reduce((sum, value) => sum + value, 0) : null;
  });
  return [{ line: null, values: moved(sums) }];
}

/** For each moment the place of the time that is nearest to it; null when none is within reach. Both ascend. */
function nearest(times: number[], moments: number[], reach: number): (number | null)[] {
  return moments.map((moment) => {
    const index = nearestIndex(times, moment);
    return index !== null && Math.abs((times[index] ?? 0) - moment) <= reach ? index : null;
  });
}

function distanceTo(times: number[], moment: number): number {
  const index = nearestIndex(times, moment);
  return index === null ? Number.POSITIVE_INFINITY : Math.abs((times[index] ?? 0) - moment);
}

function nearestIndex(times: number[], moment: number): number | null {
  if (times.length === 0) return null;
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  const left = Math.max(0, low - 1);
  return moment - (times[left] ?? 0) <= (times[low] ?? 0) - moment ? left : low;
}
