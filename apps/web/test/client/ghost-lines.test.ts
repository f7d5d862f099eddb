import { expect, it } from '@jest/globals';
import { prepareChart } from '../../client/src/charts/prepare.js';
import type { TimeseriesData } from '../../src/api/types.js';

const none = new Set<string>();

function data(times: number[], lines: Record<string, (number | null)[]>): TimeseriesData {
  return { kind: 'timeseries', times, lines: Object.entries(lines).map(([label, values]) => ({ label, values })) };
}

it('lays each line of the period before over its own, by the nearest sample', () => {
  const chart = prepareChart(data([3600, 3660, 3720], { a: [1, 2, 3], b: [4, 5, 6] }), {
    stepSeconds: 60,
    stacked: false,
    hidden: none,
    before: { data: data([10, 70, 130], { b: [40, 50, 60], a: [10, 20, 30], gone: [0, 0, 0] }), shiftSeconds: 3600 },
  });
  expect(chart.times).toEqual([3600, 3660, 3720]);
  expect(chart.ghosts).toEqual([
    { line: 0, values: [10, 20, 30] },
    { line: 1, values: [40, 50, 60] },
  ]);
});

it('draws the period before on where the chart itself has no samples yet', () => {
  const chart = prepareChart(data([3600, 3660], { a: [1, 2] }), {
    stepSeconds: 60,
    stacked: false,
    hidden: none,
    before: { data: data([0, 60, 120, 180], { a: [10, 20, 30, 40] }), shiftSeconds: 3600 },
  });
  expect(chart.times).toEqual([3600, 3660, 3780]);
  expect(chart.values[0]?.filter((value) => value !== null)).toEqual([1, 2]);
  expect(chart.ghosts[0]?.values.at(-1)).toBe(40);
  expect(chart.heights[0]).toHaveLength(chart.times.length);
});

it('keeps the gap of the period before', () => {
  const times = [3600, 3660, 3720, 3780, 3840, 3900, 3960, 4020, 4080];
  const chart = prepareChart(data(times, { a: times.map(() => 1) }), {
    stepSeconds: 60,
    stacked: false,
    hidden: none,
    before: { data: data([0, 60, 120, 480], { a: [7, 7, 7, 7] }), shiftSeconds: 3600 },
  });
  expect(chart.ghosts[0]?.values).toEqual([7, 7, 7, null, null, null, null, null, 7]);
});

it('compares a stack by its height, without the lines that are hidden', () => {
  const options = {
    stepSeconds: 60,
    stacked: true,
    before: { data: data([0], { a: [1], b: [10] }), shiftSeconds: 60 },
  };
  const now = data([60], { a: [2], b: [20] });
  expect(prepareChart(now, { ...options, hidden: none }).ghosts).toEqual([{ line: null, values: [11] }]);
  expect(prepareChart(now, { ...options, hidden: new Set(['b']) }).ghosts).toEqual([{ line: null, values: [1] }]);
});

it('compares nothing when it is not asked to', () => {
  expect(prepareChart(data([0], { a: [1] }), { stepSeconds: 60, stacked: false, hidden: none }).ghosts).toEqual([]);
});
