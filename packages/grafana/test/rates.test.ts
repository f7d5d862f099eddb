import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { breaksOf, line, TestStore } from './support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await TestStore.open();
});
afterAll(() => store.close());
beforeEach(() => store.addSource());

const transactions = (commit: number, rollback = 0) => ({ xact_commit: commit, xact_rollback: rollback });

it('divides by the time that really lay between two fetches', async () => {
  store.add('db_stats', 0, transactions(1_000, 10));
  store.add('db_stats', 60, transactions(1_600, 10), 1.5);
  store.add('db_stats', 120, transactions(1_600, 70), 0.5);
  const rows = await store.show('transactions', { to: 3_600 });
  expect(line(rows, 'committed')).toEqual([
    [61.5, 600 / 61.5],
    [120.5, 0],
  ]);
  expect(line(rows, 'rolled back')).toEqual([
    [61.5, 0],
    [120.5, 60 / 59],
  ]);
  expect(breaksOf(rows)).toEqual([]);
});

it('uses the fetch before the range for the first rate in it', async () => {
  store.add('db_stats', 0, transactions(0));
  store.add('db_stats', 60, transactions(60));
  store.add('db_stats', 120, transactions(180));
  const rows = await store.show('transactions', { from: 30, to: 90 });
  expect(line(rows, 'committed')).toEqual([[60, 1]]);
});

it('adds up the fetches of one step, weighted by their time', async () => {
  store.add('db_stats', 0, transactions(0));
  for (let minute = 1; minute <= 10; minute++) store.add('db_stats', minute * 60 - 1, transactions(minute ** 2));
  const rows = await store.show('transactions', { to: 3_600, step: 300 });
  expect(line(rows, 'committed')).toEqual([
    [299, 25 / 299],
    [599, 75 / 300],
  ]);
});

it('says nothing about a pair across a reset, and goes on after it', async () => {
  store.add('db_stats', 0, transactions(5_000));
  store.add('db_stats', 60, transactions(5_060));
  store.add('db_stats', 120, transactions(7));
  store.add('db_stats', 180, transactions(67));
  const rows = await store.show('transactions', { to: 3_600 });
  expect(line(rows, 'committed')).toEqual([
    [60, 1],
    [120, null],
    [180, 1],
  ]);
});

it('breaks the lines where more than three ticks are missing, and not for less', async () => {
  for (const minute of [0, 1, 2, 5, 6, 12, 13]) store.add('db_stats', minute * 60, transactions(minute * 60));
  const rows = await store.show('transactions', { to: 3_600 });
  expect(line(rows, 'committed').map(([seconds]) => seconds / 60)).toEqual([1, 2, 5, 6, 13]);
  expect(breaksOf(rows)).toEqual([361]);
});

it('does not take a fetch right after a restart for the usual distance', async () => {
  store.add('db_stats', 0, transactions(0), 58); // made late, the next one in time
  for (let minute = 1; minute <= 8; minute++) store.add('db_stats', minute * 60, transactions(minute * 60));
  const rows = await store.show('transactions', { to: 3_600 });
  expect(line(rows, 'committed')).toHaveLength(8);
  expect(breaksOf(rows)).toEqual([]);
});

it('shows the share of blocks found in the cache, and nothing where none were asked for', async () => {
  store.add('db_stats', 0, { blks_hit: 0, blks_read: 0 });
  store.add('db_stats', 60, { blks_hit: 99, blks_read: 1 });
  store.add('db_stats', 120, { blks_hit: 99, blks_read: 1 });
  expect(line(await store.show('cache-hit', { to: 3_600 }), 'cache hit')).toEqual([
    [60, 0.99],
    [120, null],
  ]);
});

it('is never negative and never counts more than was counted, whatever resets and gaps there are', async () => {
  const counters = fc.array(
    fc.record({
      more: fc.integer({ min: 0, max: 1_000_000 }),
      reset: fc.boolean(),
      skippedTicks: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 9 })),
      late: fc.integer({ min: 0, max: 50 }),
    }),
    { minLength: 1, maxLength: 25 },
  );
  const steps = fc.constantFrom(1, 60, 300, 3_600);
  await fc.assert(
    fc.asyncProperty(counters, steps, async (history, step) => {
      await store.addSource();
      let [tick, counter, counted, previous] = [0, 0, 0, Number.NaN];
      const secondsOfPair = new Map<number, number>();
      for (const { more, reset, skippedTicks, late } of history) {
        tick += 60 * (1 + skippedTicks);
        counted += more;
        counter = reset ? 0 : counter + more;
        store.add('db_stats', tick, transactions(counter), late);
        secondsOfPair.set(tick + late, tick + late - previous);
        previous = tick + late;
      }
      const drawn = line(await store.show('transactions', { to: tick + 60, step }), 'committed');
      for (const [, value] of drawn) expect(value ?? 0).toBeGreaterThanOrEqual(0);
      if (step > 1) return;
      const shown = drawn.reduce((sum, [at, value]) => sum + (value ?? 0) * (secondsOfPair.get(at) ?? Number.NaN), 0);
      expect(shown).toBeLessThanOrEqual(counted * 1.000_001);
    }),
    { numRuns: 60 },
  );
});

it('reads only the days of its range', async () => {
  const day = 86_400;
  for (const days of [0, -1, -2, -3]) store.add('db_stats', days * day + 60, transactions(1));
  const plan = await store.explain('transactions', { from: 3_600, to: 7_200 });
  const partitions = new Set(plan.match(/\d{8}/g));
  expect(partitions.size).toBe(1);
});
