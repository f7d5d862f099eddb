import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
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

it('says nothing about a pair between two servers, though the second one counts from more', async () => {
  store.add('db_stats', 0, transactions(60));
  store.add('db_stats', 60, transactions(120));
  await store.changeServer(60.5);
  store.add('db_stats', 120, transactions(9_000_000_000));
  store.add('db_stats', 180, transactions(9_000_000_060));
  expect(line(await store.show('transactions', { to: 3_600 }), 'committed')).toEqual([
    [60, 1],
    [120, null],
    [180, 1],
  ]);
});

it('makes no peak of what two fetches a moment apart differ in', async () => {
  store.add('db_stats', 0, transactions(0), 59.99);
  store.add('db_stats', 60, transactions(500));
  expect(line(await store.show('transactions', { to: 3_600 }), 'committed')).toEqual([[60, 500]]);
});

it('returns no more than about 2,000 points per line, whatever step is asked for', async () => {
  for (let minute = 0; minute <= 3_000; minute++) store.add('db_stats', minute * 20, transactions(minute * 20));
  const drawn = line(await store.show('transactions', { to: 60_000, step: 1 }), 'committed');
  expect(drawn.length).toBeLessThanOrEqual(2_001);
  expect(drawn.length).toBeGreaterThan(1_500);
  expect(new Set(drawn.map(([, value]) => value))).toEqual(new Set([1]));
});

it('reads only the days of its range', async () => {
  const day = 86_400;
  for (const days of [0, -1, -2, -3]) store.add('db_stats', days * day + 60, transactions(1));
  const plan = await store.explain('transactions', { from: 36_000, to: 39_600 });
  const partitions = new Set(plan.match(/\d{8}/g));
  expect(partitions.size).toBe(1);
});

it('draws through history that is thinned in steps, and breaks it only where a slot or more are missing', async () => {
  const day = 86_400;
  const rateOf = (seconds: number) => transactions((seconds + 9 * day) * 2);
  const add = (seconds: number) => store.add('db_stats', seconds, rateOf(seconds));
  // One per hour, four days ago; the last of a slot, with a peak here and there.
  for (let hour = 0; hour < 24; hour++) {
    if (hour >= 5 && hour <= 8) continue;
    add(-4 * day + hour * 3_600 + 3_540);
    if (hour % 3 === 0) add(-4 * day + hour * 3_600 + 3_480);
    if (hour % 4 === 0) add(-4 * day + hour * 3_600 + 600);
  }
  // One per ten minutes, three days ago.
  for (let slot = 0; slot < 144; slot++) {
    if (slot >= 60 && slot <= 63) continue;
    add(-3 * day + slot * 600 + 540);
    if (slot % 2 === 0) for (const peak of [60, 120, 480]) add(-3 * day + slot * 600 + peak);
  }
  for (let minute = 0; minute < 120; minute++) if (minute < 30 || minute > 34) add(-2 * day + minute * 60);
  await store.markThinned('db_stats', -4 * day, 'h');
  await store.markThinned('db_stats', -3 * day, 't');
  const rows = await store.show('transactions', { from: -4 * day, to: -day, step: 60 });
  expect(new Set(line(rows, 'committed').map(([, value]) => value))).toEqual(new Set([2]));
  expect(breaksOf(rows).map((seconds) => (seconds - 1) / 60)).toEqual([
    (-4 * day + 4 * 3_600 + 3_540) / 60,
    (-3 * day + 59 * 600 + 540) / 60,
    (-2 * day) / 60 + 29,
  ]);
});
