import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { timeLabels } from '../../client/src/charts/axis-time.js';
import { valueRange } from '../../client/src/charts/axis-value.js';
import { lineColorSlots } from '../../client/src/charts/line-colors.js';
import { prepareChart } from '../../client/src/charts/prepare.js';
import { sparklinePaths } from '../../client/src/charts/sparkline-paths.js';
import { stack } from '../../client/src/charts/stack.js';

const none = new Set<string>();

it('leaves a gap where nothing was measured, on the time axis as well', () => {
  const chart = prepareChart(
    { kind: 'timeseries', times: [0, 60, 120, 600, 660], lines: [{ label: 'a', values: [1, 2, null, 4, 5] }] },
    { stepSeconds: 60, stacked: false, hidden: none },
  );
  expect(chart.times).toEqual([0, 60, 120, 180, 600, 660]);
  expect(chart.heights).toEqual([[1, 2, null, null, 4, 5]]);
});

it('takes no metric with a longer interval than the step for one full of gaps', () => {
  const times = [0, 300, 600, 900];
  const chart = prepareChart(
    { kind: 'timeseries', times, lines: [{ label: 'size', values: [1, 1, 1, 1] }] },
    { stepSeconds: 60, stacked: false, hidden: none },
  );
  expect(chart.times).toEqual(times);
});

it('stacks lines, leaves out hidden ones, and keeps the gap where no line has a value', () => {
  const lines = [
    [1, null, null, 4],
    [10, 20, null, 40],
    [100, 200, null, 400],
  ];
  expect(stack(lines, [false, false, false])).toEqual([
    [1, 0, null, 4],
    [11, 20, null, 44],
    [111, 220, null, 444],
  ]);
  expect(stack(lines, [false, true, false])[2]).toEqual([101, 200, null, 404]);
});

it('keeps the measured values for the legend when lines are stacked', () => {
  const chart = prepareChart(
    { kind: 'timeseries', times: [0], lines: ['a', 'b'].map((label, index) => ({ label, values: [index + 1] })) },
    { stepSeconds: 60, stacked: true, hidden: none },
  );
  expect(chart.values).toEqual([[1], [2]]);
  expect(chart.heights).toEqual([[1], [3]]);
});

it('gives a label the same colour on every chart, and no two labels of a chart the same one', () => {
  expect(lineColorSlots(['commit'])).toEqual(lineColorSlots(['rollback', 'commit']).slice(1));
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 10 }), (labels) => {
      const slots = lineColorSlots(labels);
      expect(new Set(slots).size).toBe(labels.length);
      for (const slot of slots) expect(slot >= 1 && slot <= 10).toBe(true);
    }),
  );
});

it('starts value axes at zero and never draws one without height', () => {
  expect(valueRange('short', 5, 10)[0]).toBe(0);
  expect(valueRange('bytes', 0, 0)).toEqual([0, 1]);
  expect(valueRange('percent', 0.99, 1)[0]).toBe(0.9);
  // A share of all ends with all of it, and what may be more does not.
  expect(valueRange('percent', 0.98, 0.99)[1]).toBeLessThan(1.01);
  expect(valueRange('percent', 0.98, 1.5)[1]).toBeGreaterThan(1.5);
  // A share of a quarter of a percent is no line along the bottom.
  expect(valueRange('percent', 0.001, 0.0025)[1]).toBeLessThan(0.003);
});

it('names the day where a new one begins', () => {
  const midnight = new Date(2026, 10, 22).getTime() / 1000;
  expect(timeLabels([midnight - 3600, midnight, midnight + 3600], 3600)).toEqual(['23:00', '22 Nov', '01:00']);
});

it('cuts a sparkline at gaps and draws a single sample as a dot', () => {
  const times = [0, 1, 2, 3, 4, 5].map((minute) => minute * 60);
  const paths = sparklinePaths({ times, values: [1, 2, null, 3, null, null] }, 120, 32);
  expect(paths.line.match(/M/g)).toHaveLength(1);
  expect(paths.dots.match(/M/g)).toHaveLength(1);
  expect(sparklinePaths({ times: [], values: [] }, 120, 32)).toEqual({ line: '', area: '', dots: '' });
});
