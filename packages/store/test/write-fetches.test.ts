import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ensureMetricTable, ensurePartitions, type Fetch, seriesIds, writeFetches } from '../src/index.js';
import { addSource, createStore, open, type TestStore } from './store.js';

const now = new Date('2026-11-22T12:00:00Z');
let store: TestStore;
let sourceId: number;

const untagged = (over: Partial<Fetch> = {}): Fetch => ({
  sourceId,
  metric: 'db_stats',
  tick: now,
  fetchedAt: new Date(now.getTime() + 1500),
  columns: ['numbackends', 'blk_read_time'],
  values: ['7', '1.25'],
  series: null,
  ...over,
});
const at = (iso: string) => new Date(iso);
const count = async (metric: string) =>
  (await store.client.query<{ n: number }>(`SELECT count(*)::int AS n FROM samples.${metric}`)).rows[0]?.n;

beforeAll(async () => {
  store = await createStore();
  sourceId = await addSource(store.client);
  await ensureMetricTable(store.client, {
    metric: 'db_stats',
    tags: [],
    columns: [
      { name: 'numbackends', type: 'int8' },
      { name: 'blk_read_time', type: 'float8' },
      { name: 'note', type: 'text' },
    ],
  });
  await ensureMetricTable(store.client, {
    metric: 'locks_mode',
    tags: ['lockmode'],
    columns: [
      { name: 'count', type: 'int8' },
      { name: 'users', type: 'text' },
    ],
  });
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.client.query('TRUNCATE samples.db_stats, samples.locks_mode');
});

describe('writeFetches', () => {
  it('stores a row once, however often it is written', async () => {
    expect(await writeFetches(store.client, [untagged()], { now })).toMatchObject({ written: 1, duplicates: 0 });
    const again = [untagged({ values: ['8', '2'] }), untagged({ tick: at('2026-11-22T12:01:00Z') })];
    expect(await writeFetches(store.client, again, { now })).toMatchObject({ written: 1, duplicates: 1, failed: [] });
    const { rows } = await store.client.query('SELECT numbackends FROM samples.db_stats ORDER BY time');
    expect(rows).toEqual([{ numbackends: '7' }, { numbackends: '7' }]);
  });

  it('counts the same row twice in one call as one row and one duplicate', async () => {
    expect(await writeFetches(store.client, [untagged(), untagged()], { now })).toMatchObject({
      written: 1,
      duplicates: 1,
    });
  });

  it('keeps a row once when two connections write it at the same time', async () => {
    const other = await open(store.database.url);
    const fetches = Array.from({ length: 50 }, (_, minute) =>
      untagged({ tick: new Date(now.getTime() - minute * 60_000) }),
    );
    const results = await Promise.all([
      writeFetches(store.client, fetches, { now }),
      writeFetches(other, [...fetches].reverse(), { now }),
    ]);
    await other.end();
    expect(results.reduce((sum, { written }) => sum + written, 0)).toBe(50);
    expect(await count('db_stats')).toBe(50);
  });

  it('makes the partition of a late row on the way', async () => {
    const late = untagged({ tick: at('2026-11-12T23:59:00Z') });
    expect(await writeFetches(store.client, [untagged(), late], { now })).toMatchObject({ written: 2, tooOld: 0 });
    const { rows } = await store.client.query(
      'SELECT tableoid::regclass::text AS partition FROM samples.db_stats ORDER BY time',
    );
    expect(rows).toEqual([{ partition: 'samples.db_stats_20261112' }, { partition: 'samples.db_stats_20261119' }]);
  });

  it('counts a row older than the retention and makes no partition for it', async () => {
    const old = untagged({ tick: at('2026-11-07T23:59:59Z') });
    expect(await writeFetches(store.client, [old, untagged()], { now })).toEqual({
      written: 1,
      duplicates: 0,
      tooOld: 1,
      failed: [],
    });
    const { rows } = await store.client.query("SELECT to_regclass('samples.db_stats_20261105') AS partition");
    expect(rows).toEqual([{ partition: null }]);
  });

  it('refuses ticks that no sane clock gives', async () => {
    const wrong = [untagged({ tick: at('2036-01-01T00:00:00Z') }), untagged({ tick: new Date(Number.NaN) })];
    const { written, failed } = await writeFetches(store.client, [...wrong, untagged()], { now });
    expect(written).toBe(1);
    expect(failed.map(({ fetch }) => fetch)).toEqual(wrong);
  });

  it.each([
    ['a word for a number', { values: ['many', '1'] }],
    ['a fraction for a whole number', { values: ['1.5', '1'] }],
    ['a number out of range', { values: ['99999999999999999999', '1'] }],
    ['NaN as a whole number', { values: ['NaN', '1'] }],
    ['a NUL byte', { columns: ['note'], values: ['a\0b'] }],
  ])('stores the others and says which failed when one has %s', async (_what, over) => {
    const poisoned = untagged({ tick: at('2026-11-22T11:00:00Z'), ...over });
    const broken = { ...poisoned, metric: 'locks_mode', columns: ['count'], values: ['{1,x}'], series: [1, 2] };
    const result = await writeFetches(store.client, [untagged(), poisoned, broken], { now });
    expect(result).toMatchObject({ written: 1, duplicates: 0, tooOld: 0 });
    expect(result.failed.map(({ fetch }) => fetch)).toEqual(expect.arrayContaining([poisoned, broken]));
    expect(result.failed.every(({ reason }) => /bigint|UTF8/.test(reason))).toBe(true);
    expect(await count('db_stats')).toBe(1);
  });

  it('still makes the partition of a late row when another row is poisoned', async () => {
    const poisoned = untagged({ values: ['many', '1'] });
    const late = untagged({ tick: at('2026-11-11T12:00:00Z') });
    expect(await writeFetches(store.client, [poisoned, late], { now })).toMatchObject({ written: 1 });
  });

  it('keeps NaN, infinity, the largest numbers, nulls and a megabyte of text as they are', async () => {
    const text = `${'x'.repeat(1024 * 1024)}"'\\{},\n€`;
    const columns = ['numbackends', 'blk_read_time', 'note'];
    await writeFetches(
      store.client,
      [
        untagged({ columns, values: ['9223372036854775807', 'NaN', text] }),
        untagged({ tick: at('2026-11-22T12:01:00Z'), columns, values: [null, '-Infinity', ''] }),
      ],
      { now },
    );
    const { rows } = await store.client.query(
      'SELECT numbackends, blk_read_time::text, note FROM samples.db_stats ORDER BY time',
    );
    expect(rows).toEqual([
      { numbackends: '9223372036854775807', blk_read_time: 'NaN', note: text },
      { numbackends: null, blk_read_time: '-Infinity', note: '' },
    ]);
  });

  it('passes array literals on as they came', async () => {
    const { ids } = await seriesIds(store.client, {
      sourceId,
      metric: 'locks_mode',
      tagSets: [{ lockmode: 'A' }, { lockmode: 'B' }, { lockmode: 'C' }],
    });
    await writeFetches(
      store.client,
      [
        untagged({
          metric: 'locks_mode',
          columns: ['count', 'users'],
          values: ['{1,NULL,3}', '{"a,b",NULL,"q\\"uote"}'],
          series: ids,
        }),
      ],
      { now },
    );
    const { rows } = await store.client.query('SELECT series, count, users FROM samples.locks_mode');
    expect(rows).toEqual([{ series: ids, count: ['1', null, '3'], users: ['a,b', null, 'q"uote'] }]);
  });

  it('leaves nothing of a batch behind when a metric has no table, and says so', async () => {
    await expect(
      writeFetches(store.client, [untagged(), untagged({ metric: 'unheard_of' })], { now }),
    ).rejects.toMatchObject({ code: '42P01' });
    expect(await count('db_stats')).toBe(0);
  });

  it('says so when a column is not there yet', async () => {
    await expect(
      writeFetches(store.client, [untagged({ columns: ['new_one'], values: ['1'] })], { now }),
    ).rejects.toMatchObject({ code: '42703' });
  });

  it('writes nothing and touches nothing when there is nothing to write', async () => {
    const none = { written: 0, duplicates: 0, tooOld: 0, failed: [] };
    expect(await writeFetches(store.client, [], { now })).toEqual(none);
  });

  it('splits what is too much for one statement', async () => {
    await ensurePartitions(store.client, { from: at('2026-11-20T00:00:00Z'), to: now });
    const fetches = Array.from({ length: 2345 }, (_, minute) =>
      untagged({ tick: new Date(now.getTime() - minute * 60_000) }),
    );
    expect(await writeFetches(store.client, fetches, { now })).toMatchObject({ written: 2345 });
  });

  it('splits what has more values than a statement takes', async () => {
    const names = Array.from({ length: 700 }, (_, index) => `c${index}`);
    const columns = names.map((name) => ({ name, type: 'int8' as const }));
    await ensureMetricTable(store.client, { metric: 'wide', tags: [], columns });
    const fetches = Array.from({ length: 150 }, (_, minute) =>
      untagged({
        metric: 'wide',
        tick: new Date(now.getTime() - minute * 60_000),
        columns: names,
        values: names.map(() => '1'),
      }),
    );
    expect(await writeFetches(store.client, fetches, { now })).toMatchObject({ written: 150, failed: [] });
    expect(await count('wide')).toBe(150);
  });
});
