import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAge, formatUtc } from '../../client/src/format/time.js';
import { formatValue } from '../../client/src/format/value.js';
import { shortVersion } from '../../client/src/format/version.js';

it.each([
  [1_331_439_862, 'bytes', '1.24 GB'],
  [1023.9, 'bytes', '1 kB'],
  [0, 'bytes', '0 B'],
  [2_400_000, 'bytes/s', '2.29 MB/s'],
  [0.9934, 'percent', '99.34 %'],
  [0.99989, 'percent', '99.99 %'],
  [0.999999, 'percent', '> 99.99 %'],
  [0.8934, 'percent', '89.3 %'],
  [1, 'percent', '100 %'],
  [999.7, 'short', '1 k'],
  [0.045, 's/s', '45 ms/s'],
  [214.31, 'ops/s', '214 /s'],
  [0.0123, 'short', '0.012'],
  [0.38, 'ms', '380 µs'],
  [999.9, 'ms', '1 s'],
  [0, 'ms', '0 ms'],
  [200_000, 'ms', '3 min 20 s'],
  [1_051_200, 's', '12 d 4 h'],
  [3600, 's', '1 h'],
  [null, 'bytes', '–'],
  [Number.NaN, 'short', '–'],
] as const)('writes %p %s as %s', (value, unit, text) => {
  expect(formatValue(value, unit)).toBe(text);
});

it('keeps every number short, without exponents, and close to what it was', () => {
  const steps: Record<string, number> = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 9e17, noNaN: true }), fc.boolean(), (size, negative) => {
      const text = formatValue(negative ? -size : size, 'short');
      const parts = /^(-?)(\d+(?:\.\d+)?) ?([kMGTP]?)$/.exec(text);
      expect(parts).not.toBeNull();
      const read = Number(parts?.[2]) * (steps[parts?.[3] ?? ''] ?? Number.NaN);
      // Below one, three places are the limit and not three digits.
      expect(Math.abs(read - size)).toBeLessThanOrEqual(size < 1 ? 0.000_51 : size * 0.0051);
      expect(parts?.[1] === '-').toBe(negative);
    }),
  );
});

it('never writes sixty seconds, a thousand of anything or 1024 bytes', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      fc.constantFrom('s', 'ms', 'bytes', 'short'),
      (value, unit) => {
        expect(formatValue(value, unit)).not.toMatch(/^(60 (s|min)|1000 (ms|µs|k|M)|102[34] (B|kB|MB)|24 h)/);
      },
    ),
  );
});

it('counts ages in words and takes a clock ahead of ours as now', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const age = (seconds: number) => formatAge(new Date(now - seconds * 1000), now);
  expect([age(-30), age(1), age(42), age(200), age(7380), age(90_000)]).toEqual([
    'just now',
    'just now',
    '42 s ago',
    '3 min ago',
    '2 h 3 min ago',
    '1 d 1 h ago',
  ]);
});

it('writes times in UTC for the tooltip', () => {
  expect(formatUtc(new Date('2026-11-22T19:43:10.999Z'))).toBe('2026-11-22 19:43:10 UTC');
});

it.each([
  ['17.10 (Debian 17.10-1.pgdg120+1)', '17.10'],
  ['PostgreSQL 16.6 on x86_64', '16.6'],
  ['18beta1', '18beta1'],
])('shortens the version %s to %s', (long, short) => {
  expect(shortVersion(long)).toBe(short);
});
