import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  checkStorage,
  dayMs,
  defaultHistory,
  ensureMetricTable,
  ensurePartitions,
  readStoreGrowth,
  readStoreState,
  recordApplied,
  storageWords,
} from '../src/index.js';
import { addSource, createStore, type TestStore } from './store.js';

const metric = 'stat_statements';
/** Two and a half days after the first sample. */
const began = Date.UTC(2026, 2, 10, 12);
const now = new Date(began + 2.5 * dayMs);
let store: TestStore;

beforeAll(async () => {
  store = await createStore();
  const { client } = store;
  const sourceId = await addSource(client);
  await client.query(
    `INSERT INTO pgwatch2.metric (name, description, versions, storage) VALUES ($1, '', '[]', '{"volume": "large"}')`,
    [metric],
  );
  await ensureMetricTable(client, { metric, tags: [], columns: [{ name: 'v', type: 'text' }] });
  await ensurePartitions(client, { from: new Date(began), to: new Date(now.getTime() + 3 * dayMs) });
  // 2 kB of noise every five minutes.
  await client.query(
    `INSERT INTO samples.stat_statements (source_id, time, fetched_at, v)
     SELECT $1, t, t, (SELECT string_agg(md5(t::text || i), '') FROM generate_series(1, 60) i)
     FROM generate_series($2::timestamptz, $3, '5 minutes') t`,
    [sourceId, new Date(began), now],
  );
});
afterAll(() => store.close());

const beginAt = (ms: number) => store.client.query('UPDATE pgwatch2.source SET created_at = $1', [new Date(ms)]);
async function numberOf(sql: string): Promise<number> {
  const { rows } = await store.client.query<{ n: string }>(sql);
  return Number(rows[0]?.n);
}
const check = (budgetBytes: number, at: Date = now) =>
  checkStorage(store.client, { history: defaultHistory, budgetBytes: Math.round(budgetBytes), now: at });

it('measures what samples take in a day, whatever part of their partitions is filled', async () => {
  await beginAt(began);
  // The one day that is whole.
  const day = await numberOf(`SELECT pg_total_relation_size('samples.stat_statements_20260311') AS n`);
  const growth = await readStoreGrowth(store.client, now);
  expect((growth?.bytesPerDay ?? 0) / day).toBeCloseTo(1, 1);
  expect(growth).toMatchObject({ measuredDays: 2.5, storeAgeDays: 2.5 });
});

it('says nothing of growth before there is an hour of samples', async () => {
  await beginAt(began);
  expect(await readStoreGrowth(store.client, new Date(began + 59 * 60_000))).toBeNull();
});

it('shortens history before the store is half full, where it would be full before anything is thinned', async () => {
  await beginAt(began);
  const size = await numberOf('SELECT pg_database_size(current_database()) AS n');
  const growth = (await readStoreGrowth(store.client, now))?.bytesPerDay ?? 0;
  // Room for six of the eleven and a half days that it still takes until the first fetch is thinned.
  const budget = (size + 6 * growth) / 0.85;
  const state = await check(budget);
  const { rawDays } = state.history;
  expect(state.level).toBeGreaterThan(0);
  expect(rawDays).toBeLessThanOrEqual(8);
  // No further than needed: nothing of what is there is lost.
  expect(rawDays).toBeGreaterThan(5);
  // Carried out or not, it is the same a while later.
  await recordApplied(store.client, state.level, true);
  expect(await check(budget, new Date(now.getTime() + 600_000))).toMatchObject({ level: state.level });
  expect(await readStoreState(store.client)).toMatchObject({ level: state.level, isCoreOnly: false });
});

it('keeps more again a day after there is room for it, and not before', async () => {
  const { level } = await readStoreState(store.client);
  const size = await numberOf('SELECT pg_database_size(current_database()) AS n');
  const budget = 100 * size;
  expect(await check(budget, new Date(now.getTime() + 3_600_000))).toMatchObject({ level });
  for (let left = level ?? 0, day = 1; left > 0; day++) {
    expect(await check(budget, new Date(now.getTime() + day * (dayMs + 60_000)))).toMatchObject({ level: --left });
  }
});

it('does not believe the growth of a few hours', async () => {
  await beginAt(now.getTime() - 12 * 3_600_000);
  const size = await numberOf('SELECT pg_database_size(current_database()) AS n');
  await store.client.query('DELETE FROM pgwatch2.storage');
  expect(await check(size / 0.8)).toMatchObject({ level: 0, growth: { measuredDays: 0.5 } });
});

it.each([
  [{ budgetBytes: 1024 ** 3, budgetOrigin: 'plan' as const }, 'taken from 20 connections, as Essential-0'],
  [{ budgetBytes: 64 * 1024 ** 3, budgetOrigin: 'api' as const }, 'as Heroku says'],
  [{ budgetBytes: 5e9, budgetOrigin: 'setting' as const }, 'as PGWATCH2_STORAGE_MB says'],
  [
    { budgetBytes: 10 * 1024 ** 3, budgetOrigin: 'growth' as const },
    'the smallest plan that the wanted history fits at the growth measured',
  ],
  [{ budgetBytes: null, budgetOrigin: null }, 'nobody knows how much it has room for'],
])('says where a budget is from: %j', (budget, words) => {
  const storage = { sizeBytes: 1e8, history: defaultHistory, growthBytesPerDay: 30e6, ...budget };
  expect(storageWords(storage)).toMatchObject({ origin: words, growth: '29 MB come a day' });
});
