import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { breaksOf, line, start, TestStore } from './support/test-store.js';

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

it.each([
  ['tenMinutes', 600],
  ['hour', 3_600],
] as const)(
  'draws through history that is thinned to one per %s, and breaks it only where something is missing',
  async (tier, slot) => {
    // A new store: what is thinned has no room for new fetches. It is thinned up to the beginning of this week.
    const own = await TestStore.open();
    const weekSeconds = 7 * 86_400;
    const boundary = -((start.getTime() / 1_000) % weekSeconds);
    const thinnedFrom = boundary - 12 * 3_600;
    const missing = [thinnedFrom + 3 * 3_600, thinnedFrom + 3 * 3_600 + 4.5 * slot] as const;
    for (let tick = thinnedFrom; tick <= boundary + 3_600; tick += 60) {
      if (tick >= missing[0] && tick < missing[1]) continue;
      if (tick > boundary + 600 && tick <= boundary + 900) continue;
      own.add('db_stats', tick, { ...transactions((tick - thinnedFrom) * 2), temp_bytes: (tick * 7_919) % 1_000 });
    }
    await own.thin('db_stats', boundary + 2 * 86_400, tier, ['temp_bytes']);
    const rows = await own.show('transactions', { from: thinnedFrom, to: boundary + 3_600, step: 60 });
    const drawn = line(rows, 'committed');
    const ofSlots = drawn.filter(([seconds]) => seconds < boundary);
    expect(ofSlots.length).toBeGreaterThan((12 * 3_600) / slot - 7);
    expect(ofSlots.length).toBeLessThan((3 * 12 * 3_600) / slot);
    expect(new Set(drawn.map(([, value]) => value))).toEqual(new Set([2]));
    const breaks = breaksOf(rows);
    expect(breaks).toHaveLength(2);
    expect(breaks[0]).toBeLessThan(missing[0]);
    expect(breaks[0]).toBeGreaterThan(missing[0] - slot);
    expect(breaks[1]).toBe(boundary + 601);
    await own.close();
  },
);

it('counts what is too seldom for a rate: two deadlocks of a step are 2', async () => {
  for (const [minute, deadlocks] of [0, 0, 1, 2, 2, 2].entries()) store.add('db_stats', minute * 60, { deadlocks });
  const rows = await store.show('deadlocks', { to: 3_600, step: 300 });
  expect(line(rows, 'deadlocks')).toEqual([
    [240, 2],
    [300, 0],
  ]);
});
