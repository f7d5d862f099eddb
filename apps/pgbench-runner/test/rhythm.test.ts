import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cycle, phaseAt } from '../src/load/rhythm.js';

it('has the configured rate as its average', () => {
  expect(cycle.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  expect(cycle.reduce((sum, { share, rate }) => sum + share * rate, 0)).toBeCloseTo(1, 1);
});

it('plays a slow query and a lock wait in each cycle', () => {
  expect(new Set(cycle.flatMap(({ event }) => event ?? []))).toEqual(new Set(['slow-query', 'lock-wait']));
});

it('names a phase with time left for every instant', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 10, max: 86_400 }), (nowMs, seconds) => {
      const { phase, remainingMs } = phaseAt(nowMs, seconds * 1_000);
      expect(remainingMs).toBeGreaterThan(0);
      expect(remainingMs).toBeLessThanOrEqual(phase.share * seconds * 1_000 + 1);
    }),
  );
});
