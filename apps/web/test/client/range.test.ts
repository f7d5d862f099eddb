import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { absoluteRange, defaultRange, parseRange, rangeSearch } from '../../client/src/range/range.js';

const now = Date.parse('2026-11-22T12:00:00Z');

it('takes the last hour when the address says nothing', () => {
  expect(parseRange('', now)).toEqual({ from: 'now-1h', to: 'now', live: true, seconds: 3600 });
});

it('reads relative ranges, which follow the clock, and absolute ones, which stand still', () => {
  expect(parseRange('?from=now-7d&to=now', now)).toMatchObject({ live: true, seconds: 7 * 86_400 });
  expect(parseRange('?from=2026-11-22T10:00:00Z&to=2026-11-22T10:30:00Z', now)).toMatchObject({
    live: false,
    seconds: 1800,
  });
});

it.each([
  '?from=yesterday&to=now',
  '?from=now&to=now-1h',
  '?from=now-1y&to=now',
  '?from=now-500d&to=now',
  '?from=2026-13-45T10:00:00Z&to=now',
  '?from=2026-11-22&to=now',
  '?from=<script>&to=now',
])('falls back to the last hour for %s', (search) => {
  expect(parseRange(search, now)).toEqual(defaultRange);
});

it('never fails on any query string', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (from, to) => {
      const range = parseRange(`?${new URLSearchParams({ from, to })}`, now);
      expect(range.seconds).toBeGreaterThan(0);
    }),
  );
});

it('keeps a dragged range through the address bar, whichever way it was dragged', () => {
  const moment = fc.integer({ min: 1_500_000_000, max: 1_800_000_000 });
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 30_000_000 }), fc.boolean(), (start, length, backwards) => {
      const end = start + length;
      const range = backwards ? absoluteRange(end, start) : absoluteRange(start, end);
      expect(parseRange(rangeSearch(range), now)).toEqual(range);
      expect(Date.parse(range.from)).toBe(start * 1000);
      expect(range.seconds).toBe(Math.max(length, 2));
    }),
  );
});
