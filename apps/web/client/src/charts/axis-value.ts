const decimal = [1, 2, 5];

/** Distances between two labels of the value axis that read well in a unit: powers of two for bytes. */
export function valueIncrements(unit: string): number[] {
  if (unit.startsWith('bytes')) return Array.from({ length: 56 }, (_, power) => 2 ** power);
  const smallest = unit === 'short' ? 0 : -4;
  const steps: number[] = [];
  for (let power = smallest; power <= 15; power += 1) {
    for (const digit of decimal) steps.push(Number(`${digit}e${power}`));
  }
  return steps;
}

/** The value axis starts at zero, so that heights compare; a ratio shows the part of it that it moves in. */
export function valueRange(unit: string, min: number | null, max: number | null): [number, number] {
  if (min === null || max === null) return [0, 1];
  if (unit === 'percent' && max > 0.5) {
    // A little above 100 %, so that a line there is not cut; no label stands there.
    return [min >= 0.95 ? 0.9 : min >= 0.75 ? 0.5 : 0, max <= 1 ? 1.003 : max * 1.08];
  }
  const top = Math.max(0, max);
  return [Math.min(0, min), top === 0 ? 1 : top * 1.08];
}
