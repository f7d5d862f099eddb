import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseStep } from '../../src/api/panels/choose-step.js';
import { toTimeseries } from '../../src/api/panels/to-timeseries.js';

const at = (seconds: number) => new Date(seconds * 1_000);

it('lines up lines that have values at different times', () => {
  const rows = [
    { time: at(10), label: 'a', value: 1 },
    { time: at(10), label: 'b', value: 2 },
    { time: at(11), label: null, value: null },
    { time: at(70), label: 'b', value: 3 },
  ];
  expect(toTimeseries(rows)).toEqual({
    kind: 'timeseries',
    times: [10, 11, 70],
    lines: [
      { label: 'a', values: [1, null, null] },
      { label: 'b', values: [2, null, 3] },
    ],
  });
});

it('keeps every value at its time, in ascending order, whatever the order of rows', () => {
  const row = fc.record({
    time: fc.integer({ min: 0, max: 50 }).map(at),
    label: fc.constantFrom('a', 'b', null),
    value: fc.double({ noNaN: true }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ time, label }) => `${time.getTime()} ${label}` }), (rows) => {
      const { times, lines } = toTimeseries(rows);
      expect(times).toEqual([...new Set(rows.map(({ time }) => time.getTime() / 1_000))].sort((x, y) => x - y));
      for (const { values } of lines) expect(values).toHaveLength(times.length);
      for (const { time, label, value } of rows) {
        if (label === null) continue;
        const values = lines.find((line) => line.label === label)?.values ?? [];
        expect(values[times.indexOf(time.getTime() / 1_000)]).toBe(value);
      }
    }),
  );
});

it('chooses a round step with at most 600 points, whatever the range', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 * 86_400 }), (seconds) => {
      const step = chooseStep({ from: at(0), to: at(seconds) });
      expect(Number.isInteger(step)).toBe(true);
      expect(seconds / step).toBeLessThanOrEqual(600);
    }),
  );
});
