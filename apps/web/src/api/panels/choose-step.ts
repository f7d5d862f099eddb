import type { Range } from './parse-range.js';

/** More points than a chart has pixels to show them; the catalogue promises at most 2,000. */
const maxPoints = 600;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400];

/** Seconds that one point of a line stands for: a round number, at most 600 points. */
export function chooseStep({ from, to }: Range): number {
  const seconds = (to.getTime() - from.getTime()) / 1_000;
  return steps.find((step) => seconds / step <= maxPoints) ?? 86_400;
}
