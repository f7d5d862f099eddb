import type { TimeseriesData } from '../api/contract.js';
import { medianDistance } from './median-distance.js';

/**
 * Puts a moment without values into every hole of the time axis, so that no line is drawn over a time in which
 * nothing was measured. A hole is three times the usual distance between two samples.
 */
export function breakGaps(data: TimeseriesData, stepSeconds: number): Omit<TimeseriesData, 'kind'> {
  const usual = Math.max(stepSeconds, medianDistance(data.times));
  const holes = holesOf(data.times, usual * 3);
  if (holes.length === 0) return data;
  return {
    times: insertAt(data.times, holes, (index) => (data.times[index - 1] ?? 0) + usual),
    lines: data.lines.map((line) => ({ ...line, values: insertAt(line.values, holes, () => null) })),
  };
}

/** Indexes of the samples that come after a hole. */
function holesOf(times: number[], maxDistance: number): number[] {
  const holes: number[] = [];
  for (let index = 1; index < times.length; index += 1) {
    if ((times[index] ?? 0) - (times[index - 1] ?? 0) > maxDistance) holes.push(index);
  }
  return holes;
}

function insertAt<Item>(items: Item[], indexes: number[], make: (index: number) => Item): Item[] {
  const result: Item[] = [];
  let start = 0;
  for (const index of indexes) {
    for (let at = start; at < index; at += 1) result.push(items[at] as Item);
    result.push(make(index));
    start = index;
  }
  for (let at = start; at < items.length; at += 1) result.push(items[at] as Item);
  return result;
}
