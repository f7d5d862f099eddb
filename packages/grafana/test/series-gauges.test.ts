import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { catalogue } from '../src/index.js';
import { breaksOf, line, TestStore } from './support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await TestStore.open();
});
afterAll(() => store.close());
beforeEach(() => store.addSource());

const waiting = (count: number) => ({ count, max_query_duration_us: 0 });

it.each([
  ['wait-events', 'wait_events', 'max_query_duration_us'],
  ['locks', 'locks_mode', undefined],
  ['locks-by-type', 'locks', undefined],
])('%s: a count that one fetch of a step has is divided by all fetches of the step', async (id, metric, more) => {
  const count = (value: number) => ({ count: value, ...(more === undefined ? {} : { [more]: 0 }) });
  for (let fetch = 0; fetch < 30; fetch += 1) {
    const rare: Record<string, ReturnType<typeof count>> = fetch === 7 ? { rare: count(30) } : {};
    await store.addSeries(metric, fetch * 60, { steady: count(4), ...rare });
  }
  const rows = await store.show(id, { to: 3_600, step: 1_800 });
  const drawn = new Map(rows.map(({ label, value }) => [label?.split(' ').at(-1) ?? '', value]));
  expect([...drawn.values()].sort((a, b) => Number(a) - Number(b))).toEqual([1, 4]);
  expect(rows).toHaveLength(2);
});

it('takes a count back to 0 where its fetches have it no more, and starts it there', async () => {
  for (let fetch = 0; fetch < 8; fetch += 1) {
    const rare: Record<string, ReturnType<typeof waiting>> = fetch === 3 || fetch === 4 ? { rare: waiting(5) } : {};
    await store.addSeries('wait_events', fetch * 60, { steady: waiting(1), ...rare });
  }
  const rows = await store.show('wait-events', { to: 3_600, step: 60 });
  const label = rows.find(({ label: name }) => name?.includes('rare'))?.label as string;
  expect(line(rows, label)).toEqual([
    [120, 0],
    [180, 5],
    [240, 5],
    [300, 0],
  ]);
  expect(breaksOf(rows)).toEqual([]);
});

it('counts a fetch that found nothing at all', async () => {
  await store.addSeries('wait_events', 0, { only: waiting(6) });
  await store.addSeries('wait_events', 60, {});
  await store.addSeries('wait_events', 120, {});
  const rows = await store.show('wait-events', { to: 3_600, step: 3_600 });
  expect(rows.map(({ value }) => value)).toEqual([2]);
});

it('sums the waits that were seen, and nothing of fetches that found none', async () => {
  await store.addSeries('wait_events', 0, {});
  await store.addSeries('wait_events', 60, { often: { ...waiting(2), max_query_duration_us: 3_000_000 } });
  await store.addSeries('wait_events', 120, {});
  await store.addSeries('wait_events', 180, { often: waiting(1), once: waiting(1) });
  await store.addSeries('wait_events', 240, {});
  const rows = await store.show('wait-table', { to: 3_600 });
  expect(rows.map(({ event, seen, longest }) => [event, seen, longest])).toEqual([
    ['often', 3, 3],
    ['once', 1, 0],
  ]);
});

it('shows no waits where no fetch found any', async () => {
  for (const seconds of [0, 60, 120]) await store.addSeries('wait_events', seconds, {});
  expect(await store.show('wait-events', { to: 3_600 })).toEqual([]);
  expect(await store.show('wait-table', { to: 3_600 })).toEqual([]);
});

it('says nothing of a size in fetches that do not have it', async () => {
  await store.addSeries('replication_slots', 0, { a: { restart_lsn_lag_b: 100 }, b: { restart_lsn_lag_b: 10 } });
  await store.addSeries('replication_slots', 60, { a: { restart_lsn_lag_b: 100 } });
  const rows = await store.show('slot-lag', { to: 3_600, step: 3_600 });
  expect(rows.map(({ value }) => value).sort((x, y) => Number(x) - Number(y))).toEqual([10, 100]);
});

it('is decided for every panel of counts', () => {
  const counts = catalogue.filter(({ sql }) => sql.includes('sum(value) / fetches')).map(({ id }) => id);
  expect(counts.sort()).toEqual(['locks', 'locks-by-type', 'wait-events']);
});
