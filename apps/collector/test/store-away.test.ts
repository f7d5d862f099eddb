import { afterEach, beforeEach, expect, it } from '@jest/globals';
import {
  createTestDatabase,
  type FaultyProxy,
  type RunningApp,
  startFaultyProxy,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import { createStore, end, open, startCollector, type TestStore, ticksOf } from './support.js';

let store: TestStore;
let monitored: TestDatabase;
let proxy: FaultyProxy;
let app: RunningApp | undefined;

beforeEach(async () => {
  store = await createStore({ instance_up: 1, db_stats: 1, stat_statements: 1 });
  monitored = await createTestDatabase();
  proxy = await startFaultyProxy(store.database.url);
});
afterEach(async () => {
  await end(app);
  await proxy.close();
  await monitored.drop();
  await store.close();
});
const ticks = () => ticksOf(store, 'db_stats');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('loses nothing while the store is away, series that nobody knew included', async () => {
  const client = await open(monitored.superuserUrl);
  await client.query('CREATE EXTENSION pg_stat_statements');
  for (let i = 0; i < 8; i++) await client.query("SELECT pg_sleep(0.002), 'known before'");
  app = startCollector(proxy.url, { SALES: monitored.url });
  await until('2 ticks', async () => (await ticks()).length >= 2);
  await until('2 ticks of statements', async () => (await ticksOf(store, 'stat_statements')).length >= 2);
  await proxy.refuse();
  const goneAt = Date.now();
  await until('the notice', () => app?.events('store-away').length);
  // Statements that first appear now have no series yet.
  for (let i = 0; i < 8; i++) await client.query('SELECT pg_sleep(0.002) AS met_while_away, 1');
  await pause(4_000);
  await client.end();
  const backAt = Date.now();
  await proxy.heal();
  await until('the notice of its return', () => app?.events('store-back').length);
  await until('later ticks', async () => ((await ticks()).at(-1) ?? 0) > backAt);
  const expected = Math.floor((backAt - goneAt) / 1_000);
  for (const metric of ['db_stats', 'stat_statements']) {
    const meanwhile = (await ticksOf(store, metric)).filter((tick) => tick > goneAt - 1_000 && tick < backAt);
    // One tick may be late on a busy machine; a lost flush would be many.
    expect(meanwhile.length).toBeGreaterThanOrEqual(expected - 1);
  }
  // The new statement is there with its text, in fetches that were made before anybody could give its series an id.
  const [id] = await until('the text', async () => {
    const ids = await store.values("SELECT id FROM pgwatch2.series WHERE tags->>'query' LIKE '%met_while_away%'");
    return ids.length > 0 && ids;
  });
  const [count] = await store.values(
    'SELECT count(*)::int FROM samples.stat_statements WHERE $1 = ANY (series) AND time < $2',
    [id, new Date(backAt)],
  );
  expect(Number(count)).toBeGreaterThanOrEqual(2);
});

it('flushes what waited when it is asked to stop just as the store is back', async () => {
  app = startCollector(proxy.url, { SALES: monitored.url });
  await until('2 ticks', async () => (await ticks()).length >= 2);
  await proxy.refuse();
  await until('the notice', () => app?.events('store-away').length);
  await pause(2_000);
  app.kill('SIGTERM');
  await pause(500);
  await proxy.heal();
  expect(await app.exited).toBe(0);
  expect(app.events('flushed')).toHaveLength(1);
  const all = await ticks();
  expect(all.length).toBeGreaterThanOrEqual(4);
});

it('says what is left when the store stays away, and ends in time all the same', async () => {
  app = startCollector(proxy.url, { SALES: monitored.url });
  await until('2 ticks', async () => (await ticks()).length >= 2);
  await proxy.refuse();
  await until('the notice', () => app?.events('store-away').length);
  const askedAt = Date.now();
  app.kill('SIGTERM');
  expect(await app.exited).toBe(0);
  // Not a matter of speed: Heroku kills after 30 s.
  expect(Date.now() - askedAt).toBeLessThan(25_000);
  expect(Number(app.events('samples-lost')[0]?.['left'])).toBeGreaterThan(0);
});

it('waits for a store that is not there yet, without ending', async () => {
  await proxy.refuse();
  app = startCollector(proxy.url, { SALES: monitored.url });
  await pause(3_000);
  await proxy.heal();
  await until('samples', async () => (await ticks()).length > 0);
});
