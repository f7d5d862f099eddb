import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { seriesIds } from '@pgwatch-heroku/store';
import { dynoPanels, panels as sourcePanels } from '../src/index.js';
import { at, breaksOf, line, TestStore } from './support/test-store.js';

const panels = [...sourcePanels, ...dynoPanels];
let store: TestStore;
beforeAll(async () => {
  store = await TestStore.open();
});
afterAll(() => store.close());
beforeEach(() => store.addSource());

it('has ids and titles that are unique and can stand in a URL', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
  for (const { id, help } of panels) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(help).toMatch(/\.$/);
  }
});

it.each(panels.map(({ id }) => id))('%s gives nothing for a source without samples', async (id) => {
  expect(await store.show(id, { to: 3_600 })).toEqual([]);
});

it.each(panels.map(({ id }) => id))('%s gives nothing wrong for a single fetch of nulls', async (id) => {
  for (const metric of ['db_stats', 'backends', 'instance_up', 'db_size']) {
    const column =
      { db_stats: 'xact_commit', backends: 'total', instance_up: 'is_up', db_size: 'size_b' }[metric] ?? '';
    store.add(metric, 0, { [column]: null });
  }
  store.add('collector_overhead', 0, { ours_ms: null, all_ms: null });
  store.add('collector_dyno', 0, { rss_bytes: null });
  await store.addSeries('collector_fetches', 0, { db_stats: { failures: null, skipped: null, duration_ms: null } });
  await store.addSeries('locks_mode', 0, { ShareLock: { count: null } });
  await store.addSeries('stat_statements', 0, { '1': { calls: null, total_time: null, rows: null } });
  await store.addSeries('table_stats', 0, { 'public.a': { total_relation_size_b: null } });
  const rows = await store.show(id, { to: 3_600 });
  for (const { value } of rows) expect(value ?? null).toBeNull();
});

it('stacks sessions so that each is counted once', async () => {
  store.add('backends', 0, { total: 12, active: 5, waiting: 2, idle: 6, idleintransaction: 1 });
  const rows = await store.show('sessions', { to: 3_600 });
  expect(rows.map(({ label, value }) => [label, value])).toEqual([
    ['active', 3],
    ['waiting', 2],
    ['idle in transaction', 1],
    ['idle', 6],
  ]);
});

it('averages gauges over a step and breaks them in a gap', async () => {
  for (const minute of [0, 1, 2, 3, 20, 21]) store.add('backends', minute * 60, { idle: minute });
  const fine = await store.show('sessions', { to: 3_600 });
  expect(line(fine, 'idle').map(([, value]) => value)).toEqual([0, 1, 2, 3, 20, 21]);
  expect(breaksOf(fine)).toEqual([181]);
  const coarse = await store.show('sessions', { to: 3_600, step: 600 });
  expect(line(coarse, 'idle')).toEqual([
    [180, 1.5],
    [1_260, 20.5],
  ]);
});

it('shows a moment of being down, however long the step', async () => {
  for (const [minute, up] of [1, 1, 0, 1].entries())
    store.add('instance_up', minute * 60, { is_up: up, instance_up: up });
  const rows = await store.show('instance-up', { to: 3_600, step: 3_600 });
  expect(line(rows, 'up')).toEqual([[180, 0]]);
});

it('draws the lock modes that were seen, and all of them when none was', async () => {
  const none = { AccessShareLock: { count: 0 }, ExclusiveLock: { count: 0 } };
  await store.addSeries('locks_mode', 0, none);
  expect((await store.show('locks', { to: 3_600 })).map(({ label }) => label)).toEqual([
    'AccessShareLock',
    'ExclusiveLock',
  ]);
  await store.addSeries('locks_mode', 60, { ...none, AccessShareLock: { count: 4 } });
  const rows = await store.show('locks', { to: 3_600 });
  expect(line(rows, 'AccessShareLock')).toEqual([
    [0, 0],
    [60, 4],
  ]);
  expect(line(rows, 'ExclusiveLock')).toEqual([]);
});

it('lists the biggest tables as they were last seen in the range', async () => {
  const table = (total: number, heap: number) => ({
    total_relation_size_b: total,
    table_size_b: heap,
    n_live_tup: 10,
    n_dead_tup: 1,
    seq_scan: 3,
    seconds_since_last_vacuum: null,
  });
  await store.addSeries('table_stats', 0, { 'public.old': table(9_999, 1) });
  await store.addSeries('table_stats', 300, { 'public.small': table(100, 60), 'public.big': table(5_000_000_000, 1) });
  const rows = await store.show('biggest-tables', { to: 3_600 });
  expect(rows.map(({ table_name, total, rest }) => [table_name, total, rest])).toEqual([
    ['public.big', 5_000_000_000, 4_999_999_999],
    ['public.small', 100, 40],
  ]);
  expect(rows[0]).toMatchObject({ live_rows: 10, dead_rows: 1, seq_scans: 3, since_vacuum: null });
});

it('says yes or no of a table whose autovacuum is off, of however many partitions', async () => {
  const table = (off: number) => ({ n_dead_tup: 1, n_live_tup: 9, no_autovacuum: off });
  await store.addSeries('table_stats', 0, { 'public.one': table(0), 'public.parted': table(3) });
  const rows = await store.show('dead-rows', { to: 60 });
  const off = rows.map(({ table_name, switched_off }) => [table_name, Number(switched_off)]);
  expect(off).toEqual([
    ['public.one', 0],
    ['public.parted', 1],
  ]);
});

it('tells each change of one moment in a sentence of its own', async () => {
  await store.addSource();
  const { ids } = await seriesIds(store.client, {
    ...{ sourceId: store.source, metric: 'table_changes' },
    tagSets: [{ table: 'public.a' }, { table: 'public.b' }],
  });
  const fetch = { sourceId: store.source, tick: at(60), fetchedAt: at(61) };
  store.addRaw({ ...fetch, metric: 'table_changes', columns: ['event'], values: ['{create,drop}'], series: ids });
  const restart = ['Detected server restart (or failover) of "SALES"; Detected changes for "SALES"'];
  store.addRaw({ ...fetch, metric: 'object_changes', columns: ['details'], values: restart, series: null });
  const rows = await store.show('changes-in-words', { to: 3_600 });
  expect(rows.map(({ seen, details }) => [seen, details])).toEqual([
    [at(61), 'Table public.a created'],
    [at(61), 'Table public.b dropped'],
    [at(61), 'The server restarted or failed over'],
  ]);
});

it("shows the plan's limit of connections and not that of the server that it shares", async () => {
  store.add('backends', 0, { total: 9, instance_total: 120, max_connections: 500, connection_limit: 20 });
  expect((await store.show('plan-limits', { to: 60 }))[0]).toMatchObject({ connection_limit: '20' });
  expect(line(await store.show('connections', { to: 60 }), 'limit')).toEqual([[0, 20]]);
  // Of before the limits of roles and databases were asked for.
  store.add('backends', 120, { total: 9, instance_total: 120, max_connections: 500 });
  expect((await store.show('plan-limits', { to: 180 }))[0]).toMatchObject({ connection_limit: '500' });
});
