import { expect, it } from '@jest/globals';
import { createTestDatabase } from '@pgwatch-heroku/testkit';
import {
  checkStorage,
  dayMs,
  defaultHistory,
  ensureMetricTable,
  ensurePartitions,
  migrate,
  readStoreState,
} from '../src/index.js';
import { addSource, createStore, open } from './store.js';

const gigabyte = 1024 ** 3;

/** The budget that is found in a store whose role may have so many connections. */
async function budgetOf(connectionLimit: number): Promise<number | undefined> {
  const database = await createTestDatabase({ connectionLimit });
  const client = await open(database.url);
  await migrate(client);
  const { budgetBytes } = await checkStorage(client, { history: defaultHistory, now: new Date() });
  await client.end();
  await database.drop();
  return budgetBytes;
}

it.each([
  ['Essential-0 and Essential-1', 20, 1],
  ['Essential-2', 40, 32],
  ['Standard-0', 120, 64],
  ['Standard-2', 400, 256],
])('knows the size of %s by its %d connections', async (_plan, connections, gigabytes) => {
  expect(await budgetOf(connections)).toBe(gigabytes * gigabyte);
});

it("knows nothing at first of a server that is none of Heroku's", async () =>
  expect(await budgetOf(-1)).toBeUndefined());

it('takes the smallest plan that the wanted history fits where nothing tells the plan, once a day of growth is measured', async () => {
  const store = await createStore();
  const { client } = store;
  const began = Date.UTC(2026, 2, 10, 12);
  const at = (days: number) => new Date(began + days * dayMs);
  const sourceId = await addSource(client);
  await client.query('UPDATE pgwatch2.source SET created_at = $1', [at(0)]);
  await client.query(
    `INSERT INTO pgwatch2.metric (name, description, versions, storage) VALUES ('m', '', '[]', '{"volume": "large"}')`,
  );
  await ensureMetricTable(client, { metric: 'm', tags: [], columns: [{ name: 'v', type: 'text' }] });
  await ensurePartitions(client, { from: at(0), to: at(6) });
  /** So many MB of noise within these days. */
  const fill = (from: number, to: number, megabytes: number) =>
    client.query(
      `INSERT INTO samples.m (source_id, time, fetched_at, v)
       SELECT $1, t, t, (SELECT string_agg(md5(random()::text || i), '') FROM generate_series(1, 32 * $4::int) i)
       FROM generate_series($2::timestamptz, $3::timestamptz - interval '1 s', ($3::timestamptz - $2::timestamptz) / 1000) t`,
      [sourceId, at(from), at(to), megabytes],
    );
  // So long that a little growth fills plans.
  const history = { rawDays: 1_000, tenMinutesDays: 1_000, retentionDays: 1_000 };
  const check = async (days: number, more: { apiBytes?: number; budgetBytes?: number } = {}) => {
    const { budgetBytes, ...state } = await checkStorage(client, { history, now: at(days), ...more });
    return { ...state, gigabytes: budgetBytes && budgetBytes / gigabyte };
  };
  await fill(0, 1, 2);
  expect(await check(0.9)).toMatchObject({ gigabytes: undefined, budgetOrigin: undefined, level: 0 });
  // Some 2 MB a day are 2 GB in the end: more than the smallest plan has.
  expect(await check(1)).toMatchObject({ gigabytes: 10, budgetOrigin: 'growth', level: 0 });
  // It then grows much faster: the budget stays, and history is what gives way.
  await fill(1, 2, 40);
  const tightened = await check(2);
  expect(tightened).toMatchObject({ gigabytes: 10, budgetOrigin: 'growth' });
  expect(tightened.level).toBeGreaterThan(0);
  expect(await readStoreState(client)).toMatchObject({ budgetOrigin: 'growth', level: tightened.level });
  // Until somebody says how much room there really is.
  expect(await check(2, { budgetBytes: 64 * gigabyte })).toMatchObject({ gigabytes: 64, budgetOrigin: 'setting' });
  expect(await check(2, { apiBytes: 256 * gigabyte })).toMatchObject({ gigabytes: 256, budgetOrigin: 'api' });
  await store.close();
});

it('believes Heroku above its own guess, and the smaller of what Heroku and a person say', async () => {
  const database = await createTestDatabase({ connectionLimit: 20 });
  const client = await open(database.url);
  await migrate(client);
  const check = async (apiBytes?: number, budgetBytes?: number) => {
    const state = await checkStorage(client, { history: defaultHistory, now: new Date(), apiBytes, budgetBytes });
    return [state.budgetOrigin, (state.budgetBytes ?? 0) / gigabyte];
  };
  expect(await check(10 * gigabyte)).toEqual(['api', 10]);
  expect(await check(10 * gigabyte, 5 * gigabyte)).toEqual(['setting', 5]);
  expect(await check(10 * gigabyte, 64 * gigabyte)).toEqual(['api', 10]);
  expect(await check(undefined, 5 * gigabyte)).toEqual(['setting', 5]);
  expect(await check()).toEqual(['plan', 1]);
  await client.end();
  await database.drop();
});
