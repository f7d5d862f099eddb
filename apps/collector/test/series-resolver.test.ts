import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { syncAttachedSources } from '@pgwatch-heroku/store';
import { type Resolved, SeriesResolver } from '../src/write/series-resolver.js';
import { createStore, type TestStore } from './support.js';

let store: TestStore;
let sourceId: number;
beforeAll(async () => {
  store = await createStore({ instance_up: 60 });
  await syncAttachedSources(store.client, [{ alias: 'SALES', variable: 'PGWATCH2_MONITOREDDB_SALES_URL', sameAs: [] }]);
  sourceId = Number((await store.values('SELECT id FROM pgwatch2.source'))[0]);
});
afterAll(() => store.close());

const fetchOf = (tags: (string | null)[][]) => ({
  sourceId,
  shape: { metric: 'sample', tags: ['x', 'y'], columns: [] },
  tags: JSON.stringify(tags),
});
const resolveOne = async (
  resolver: SeriesResolver,
  ...[db, fetch]: [TestStore['client'], ReturnType<typeof fetchOf>]
) => (await resolver.resolve(db, [fetch]))[0] as Resolved;
/** Fails the test when the store is asked. */
const noStore = { query: () => Promise.reject(new Error('asked the store')) } as never;

it('asks the store for what is new and nothing else', async () => {
  const resolver = new SeriesResolver();
  const first = await resolveOne(
    resolver,
    store.client,
    fetchOf([
      ['a', '1'],
      ['b', null],
    ]),
  );
  expect(first.ids).toHaveLength(2);
  expect(first.fresh.map(({ tags }) => tags)).toEqual([
    { x: 'a', y: '1' },
    { x: 'b', y: null },
  ]);
  expect(
    await resolveOne(
      resolver,
      noStore,
      fetchOf([
        ['a', '1'],
        ['b', null],
      ]),
    ),
  ).toEqual({ ids: first.ids, fresh: [] });
  expect((await resolveOne(resolver, noStore, fetchOf([['b', null]]))).ids).toEqual([first.ids?.[1]]);
  const second = await resolveOne(
    resolver,
    store.client,
    fetchOf([
      ['a', '1'],
      ['c', '3'],
    ]),
  );
  expect(second.ids?.[0]).toBe(first.ids?.[0]);
  expect(second.fresh.map(({ tags }) => tags)).toEqual([{ x: 'c', y: '3' }]);
});

it('gives series that come twice, or in another order, their ids in the order of the fetch', async () => {
  const resolver = new SeriesResolver();
  const [a, b, c] = [
    ['twice', '1'],
    ['twice', '2'],
    ['twice', '3'],
  ] as [string[], string[], string[]];
  const first = (await resolveOne(resolver, store.client, fetchOf([a, b, a]))).ids ?? [];
  expect(first).toHaveLength(3);
  expect(first[2]).toBe(first[0]);
  const [idOfC] = (await resolveOne(resolver, store.client, fetchOf([c]))).ids ?? [];
  expect(new Set([...first, idOfC]).size).toBe(3);
  expect((await resolveOne(resolver, noStore, fetchOf([b, c, a, b]))).ids).toEqual([
    first[1],
    idOfC,
    first[0],
    first[1],
  ]);
});

it('knows a series again that was away for some fetches, without asking the store', async () => {
  const resolver = new SeriesResolver();
  const { ids } = await resolveOne(
    resolver,
    store.client,
    fetchOf([
      ['away', '1'],
      ['stays', '1'],
    ]),
  );
  for (const other of ['2', '3'])
    await resolveOne(
      resolver,
      store.client,
      fetchOf([
        ['stays', '1'],
        ['away', other],
      ]),
    );
  expect(
    (
      await resolveOne(
        resolver,
        noStore,
        fetchOf([
          ['away', '1'],
          ['stays', '1'],
        ]),
      )
    ).ids,
  ).toEqual(ids);
});

it('finds the same ids after a restart', async () => {
  const before = await resolveOne(
    new SeriesResolver(),
    store.client,
    fetchOf([
      ['a', '1'],
      ['c', '3'],
    ]),
  );
  const after = await resolveOne(
    new SeriesResolver(),
    store.client,
    fetchOf([
      ['c', '3'],
      ['a', '1'],
    ]),
  );
  expect(after.ids).toEqual(before.ids?.toReversed());
});

it('forgets what it does not need when very many series come and go', async () => {
  const resolver = new SeriesResolver();
  for (let round = 0; round < 4; round++) {
    const tags = Array.from({ length: 2_000 }, (_, i) => [`r${round}`, String(i)]);
    expect(new Set((await resolveOne(resolver, store.client, fetchOf(tags))).ids).size).toBe(2_000);
  }
});

it('learns nothing from a store that failed, and tries again', async () => {
  const resolver = new SeriesResolver();
  await expect(resolveOne(resolver, noStore, fetchOf([['d', '4']]))).rejects.toThrow('asked the store');
  expect((await resolveOne(resolver, store.client, fetchOf([['d', '4']]))).ids).toHaveLength(1);
});

it('asks again on the next day, so that a series in use is never taken for an old one', async () => {
  let now = new Date();
  const resolver = new SeriesResolver(() => now);
  const tags = fetchOf([['daily', '1']]);
  const { ids } = await resolveOne(resolver, store.client, tags);
  await resolveOne(resolver, noStore, tags);
  await store.client.query('DELETE FROM pgwatch2.series WHERE id = $1', [ids?.[0]]);
  now = new Date(now.getTime() + 86_400_000);
  const again = await resolveOne(resolver, store.client, tags);
  expect(again.ids).not.toEqual(ids);
  expect(again.fresh).toHaveLength(1);
});

it('asks once for many fetches, and knows what the first of a metric taught when it comes to the second', async () => {
  let asked = 0;
  const counting = {
    query: (...args: Parameters<typeof store.client.query>) => {
      asked++;
      return store.client.query(...args);
    },
  } as TestStore['client'];
  const ofMetric = (metric: string, ...tags: (string | null)[][]) => {
    const fetch = fetchOf(tags);
    return { ...fetch, shape: { ...fetch.shape, metric } };
  };
  const resolver = new SeriesResolver();
  const [a, b, other, none, again] = (await resolver.resolve(counting, [
    ofMetric('many_a', ['x', '1'], ['y', '2']),
    ofMetric('many_b', ['x', '1']),
    ofMetric('many_c', ['y', '2'], ['y', '3'], ['y', '2']),
    { ...fetchOf([]), tags: null },
    ofMetric('many_a', ['y', '2'], ['x', '1']),
  ])) as Resolved[];
  expect(asked).toBe(1);
  const ids = [...(a?.ids ?? []), ...(b?.ids ?? []), ...(other?.ids ?? []).slice(0, 2)];
  expect(new Set(ids).size).toBe(5);
  expect(other?.ids?.[2]).toBe(other?.ids?.[0]);
  expect(b?.fresh).toEqual([{ id: b?.ids?.[0], tags: { x: 'x', y: '1' } }]);
  expect(other?.fresh.map(({ tags }) => tags['y'])).toEqual(['2', '3']);
  expect(none).toEqual({ ids: null, fresh: [] });
  expect(again).toEqual({ ids: a?.ids?.toReversed(), fresh: [] });
});
