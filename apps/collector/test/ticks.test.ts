import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { latestTick, nextTick, phaseOf } from '../src/schedule/ticks.js';

const now = fc.integer({ min: 0, max: 4_102_444_800_000 });
const interval = fc.integer({ min: 1, max: 604_800 }).map((seconds) => seconds * 1_000);
const phase = fc.string().map(phaseOf);

it('finds the tick that lies at or before any instant, less than an interval away', () => {
  fc.assert(
    fc.property(now, interval, phase, (nowMs, intervalMs, phaseMs) => {
      const tick = latestTick(nowMs, intervalMs, phaseMs);
      expect(tick).toBeLessThanOrEqual(nowMs);
      expect(nowMs - tick).toBeLessThan(intervalMs);
      expect(nextTick(nowMs, intervalMs, phaseMs) - tick).toBe(intervalMs);
    }),
  );
});

it('computes the same ticks whenever it is asked, so that a restarted collector goes on in step', () => {
  fc.assert(
    fc.property(now, interval, phase, fc.nat(), (nowMs, intervalMs, phaseMs, laterMs) => {
      const tick = latestTick(nowMs, intervalMs, phaseMs);
      expect(latestTick(tick, intervalMs, phaseMs)).toBe(tick);
      expect(latestTick(tick + (laterMs % intervalMs), intervalMs, phaseMs)).toBe(tick);
    }),
  );
});

it('lets the ticks of a long interval fall on those of an interval that divides it', () => {
  fc.assert(
    fc.property(now, interval, phase, fc.integer({ min: 1, max: 60 }), (nowMs, intervalMs, phaseMs, times) => {
      const tick = latestTick(nowMs, intervalMs * times, phaseMs);
      expect(latestTick(tick, intervalMs, phaseMs)).toBe(tick);
    }),
  );
});

it('spreads the sources over a minute', () => {
  const seconds = new Set(Array.from({ length: 60 }, (_, i) => Math.floor((phaseOf(`SOURCE_${i}`) % 60_000) / 1_000)));
  expect(seconds.size).toBeGreaterThan(25);
});
