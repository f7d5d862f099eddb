import type uPlot from 'uplot';

/** Samples with no neighbour on either side: a line cannot show them, so they get a dot. */
export function isolatedPoints(chart: uPlot, lineIndex: number): number[] {
  const values = chart.data[lineIndex] ?? [];
  const known = (index: number) => values[index] !== null && values[index] !== undefined;
  const isolated: number[] = [];
  for (let index = 0; index < values.length; index += 1) {
    if (known(index) && !known(index - 1) && !known(index + 1)) isolated.push(index);
  }
  return isolated;
}
