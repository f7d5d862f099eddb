import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  absoluteRange,
  defaultRange,
  parseRange,
  rangeBefore,
  rangeSearch,
  resolveTime,
  shiftRange,
  widenRange,
} from '../../client/src/range/range.js';
import { parseRefresh } from '../../client/src/range/refresh.js';

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

const msOf = (range: { from: string; to: string }) => [resolveTime(range.from, now), resolveTime(range.to, now)];

it.each(['?from=now-6h&to=now', '?from=now-2d&to=now-1d', '?from=2026-11-22T10:00:00Z&to=2026-11-22T10:30:00Z'])(
  'compares %s with a period of the same length that ends where it begins',
  (search) => {
    const range = parseRange(search, now);
    const [from, to] = msOf(range);
    const [beforeFrom, beforeTo] = msOf(rangeBefore(range, now));
    expect(beforeTo).toBe(from);
    expect(Number(beforeTo) - Number(beforeFrom)).toBe(Number(to) - Number(from));
  },
);

it('lets the period before move along with a range that follows the clock', () => {
  expect(rangeBefore(parseRange('?from=now-1h&to=now', now), now)).toMatchObject({
    from: 'now-7200s',
    to: 'now-3600s',
  });
});

it('shifts back by its own length, and forth again to the preset that follows the clock', () => {
  const hour = parseRange('?from=now-1h&to=now', now);
  const back = shiftRange(hour, -1, now);
  expect(back).toMatchObject({ from: '2026-11-22T10:00:00Z', to: '2026-11-22T11:00:00Z' });
  expect(shiftRange(parseRange(rangeSearch(back), now), 1, now)).toEqual({ from: 'now-1h', to: 'now' });
});

it('widens a range around its middle, never past now and never beyond what the server takes', () => {
  const past = parseRange('?from=2026-11-22T08:00:00Z&to=2026-11-22T09:00:00Z', now);
  expect(widenRange(past, now)).toMatchObject({ from: '2026-11-22T07:30:00Z', to: '2026-11-22T09:30:00Z' });
  expect(widenRange(parseRange('?from=now-30m&to=now', now), now)).toEqual({ from: 'now-1h', to: 'now' });
  const longest = widenRange(parseRange('?from=now-300d&to=now', now), now);
  expect(parseRange(rangeSearch(longest), now).seconds).toBe(400 * 86_400);
});

it('keeps what else stands in the address', () => {
  expect(rangeSearch({ from: 'now-1h', to: 'now' }, 'from=now-6h&compare=before')).toBe(
    '?from=now-1h&compare=before&to=now',
  );
});

it('refreshes as often as the address says, else less often when the range is long', () => {
  expect(parseRefresh('?refresh=5m', 3600).ms).toBe(300_000);
  expect(parseRefresh('?refresh=off', 3600).ms).toBe(false);
  expect(parseRefresh('?refresh=1ms', 3600).ms).toBe(10_000);
  expect(parseRefresh('', 7 * 86_400).ms).toBe(60_000);
});
