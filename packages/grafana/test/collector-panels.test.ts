import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { line, TestStore } from './support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await TestStore.open();
});
afterAll(() => store.close());
beforeEach(() => store.addSource());

const fares = (failures: number, durationMs: number, skipped = 0) => ({ failures, skipped, duration_ms: durationMs });

it('shows which metrics took the time of the collector, and goes on after it was restarted', async () => {
  await store.addSeries('collector_fetches', 0, { db_stats: fares(0, 1_000), locks: fares(0, 50) });
  await store.addSeries('collector_fetches', 300, { db_stats: fares(0, 4_000), locks: fares(0, 50) });
  await store.addSeries('collector_fetches', 600, { db_stats: fares(0, 100), locks: fares(0, 50) });
  await store.addSeries('collector_fetches', 900, { db_stats: fares(0, 3_100), locks: fares(0, 50) });
  const rows = await store.show('collector-time', { to: 3_600 });
  expect(line(rows, 'db_stats')).toEqual([
    [300, 0.01],
    [900, 0.01],
  ]);
  expect(line(rows, 'locks')).toEqual([]);
});

it('shows failures and skipped ticks of a metric, from its first fetch on, and not those of a gap', async () => {
  await store.addSeries('collector_fetches', 0, { db_stats: fares(0, 0) });
  await store.addSeries('collector_fetches', 300, { db_stats: fares(0, 0), locks: fares(2, 0, 1) });
  await store.addSeries('collector_fetches', 600, { db_stats: fares(0, 0), locks: fares(2, 0, 1) });
  await store.addSeries('collector_fetches', 6_000, { db_stats: fares(0, 0), locks: fares(99, 0, 1) });
  const rows = await store.show('collector-failures', { to: 7_200 });
  expect(line(rows, 'locks')).toEqual([
    [300, 3],
    [600, 0],
  ]);
  expect(line(rows, 'db_stats')).toEqual([]);
});

it('shows our share of the time of a database', async () => {
  store.add('collector_overhead', 0, { ours_ms: 10, all_ms: 1_000 });
  store.add('collector_overhead', 3_600, { ours_ms: 30, all_ms: 5_000 });
  expect(line(await store.show('collector-overhead', { to: 7_200 }), 'collector')).toEqual([[3_600, 0.005]]);
});

it('shows a dyno by the id that its samples bear', async () => {
  store.source = -3;
  const counters = { failures: 0, skipped: 0, dropped: 0, refused: 0, too_old: 0 };
  store.add('collector_dyno', 0, { ...counters, fetches: 100, cpu_seconds: 10, lateness_p99_ms: 5 });
  store.add('collector_dyno', 60, { ...counters, fetches: 160, cpu_seconds: 13, lateness_p99_ms: 9, dropped: 6 });
  expect(line(await store.show('dyno-cpu', { to: 3_600 }), 'cpu')).toEqual([[60, 0.05]]);
  const fetches = await store.show('dyno-fetches', { to: 3_600 });
  expect([line(fetches, 'fetched'), line(fetches, 'lost')]).toEqual([[[60, 1]], [[60, 0.1]]]);
  expect(line(await store.show('dyno-delays', { to: 3_600, step: 600 }), 'lateness')).toEqual([[60, 9]]);
});
