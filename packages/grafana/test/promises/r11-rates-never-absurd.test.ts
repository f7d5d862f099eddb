import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { line, start, TestStore } from '../support/test-store.js';

interface Reading {
  tick: number;
  at: number;
  counter: number;
  server: number;
}

let store: TestStore;
beforeAll(async () => {
  store = await TestStore.open();
});
afterAll(() => store.close());

/** What a chart has to show, worked out reading by reading: [seconds, rate], oldest first. */
function expectedLine(readings: readonly Reading[], stepSeconds: number): [number, number | null][] {
  const apart = readings.map(({ tick }, index) => tick - (readings[index - 1]?.tick ?? Number.NaN));
  const smallest = (distances: number[]) => Math.min(...distances.filter((distance) => distance > 0));
  const buckets = new Map<number, { at: number; more: number; seconds: number }>();
  for (const [index, now] of readings.entries()) {
    const before = readings[index - 1];
    if (!before) continue;
    const sides = [apart.slice(Math.max(0, index - 5), index), apart.slice(index + 1, index + 6)].map(smallest);
    const usual = Math.max(...sides.filter(Number.isFinite));
    if (Number.isFinite(usual) && (apart[index] ?? 0) > 3 * usual) continue;
    const key = Math.floor((start.getTime() / 1_000 + now.at) / stepSeconds);
    const bucket = buckets.get(key) ?? { at: 0, more: 0, seconds: 0 };
    bucket.at = Math.max(bucket.at, now.at);
    buckets.set(key, bucket);
    if (now.server !== before.server || now.counter < before.counter) continue;
    bucket.more += now.counter - before.counter;
    bucket.seconds += now.at - before.at;
  }
  return [...buckets.values()].map(({ at, more, seconds }) => [at, seconds > 0 ? more / seconds : null]);
}

const event = fc.record({
  more: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_000_000 })),
  reset: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
  // Another server has counted to something else altogether.
  failoverTo: fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, fc.integer({ min: 0, max: 2 ** 40 })),
  skippedTicks: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 9 })),
  late: fc.integer({ min: 0, max: 50 }),
});

it('R11: shows what was counted, never less than nothing and never more, whatever resets, failovers and gaps there are', async () => {
  const history = fc.array(event, { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(history, fc.constantFrom(20, 60, 300, 3_600), async (events, step) => {
      await store.addSource();
      const readings: Reading[] = [];
      let [tick, counter, server, mostPerSecond] = [0, 0, 0, 0];
      for (const { more, reset, failoverTo, skippedTicks, late } of events) {
        tick += 60 * (1 + skippedTicks);
        counter = failoverTo ?? (reset ? 0 : counter + more);
        if (failoverTo !== undefined) {
          server++;
          await store.changeServer(tick + late - 1);
        }
        mostPerSecond = Math.max(mostPerSecond, more / 10);
        readings.push({ tick, at: tick + late, counter, server });
        store.add('db_stats', tick, { xact_commit: counter }, late);
      }
      const rows = await store.show('transactions', { to: tick + 60, step });
      const drawn = line(rows, 'committed');
      const wanted = expectedLine(readings, step);
      expect(drawn.map(([at]) => at)).toEqual(wanted.map(([at]) => at));
      for (const [index, [, value]] of drawn.entries()) {
        const rate = wanted[index]?.[1];
        if (typeof rate === 'number') expect(value).toBeCloseTo(rate, 6);
        else expect(value).toBeNull();
        expect(value ?? 0).toBeGreaterThanOrEqual(0);
        expect(value ?? 0).toBeLessThanOrEqual(mostPerSecond);
      }
    }),
    { numRuns: 60 },
  );
});
