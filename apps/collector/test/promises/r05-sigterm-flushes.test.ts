import { afterEach, beforeEach, expect, it } from '@jest/globals';
import {
  createTestDatabase,
  type FaultyProxy,
  type RunningApp,
  startFaultyProxy,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import { createStore, end, startCollector, type TestStore, ticksOf } from '../support.js';

let store: TestStore;
let monitored: TestDatabase;
let proxy: FaultyProxy;
let app: RunningApp;

beforeEach(async () => {
  store = await createStore({ instance_up: 1, db_stats: 1 });
  monitored = await createTestDatabase();
  proxy = await startFaultyProxy(store.database.url);
  app = startCollector(proxy.url, { SALES: monitored.url });
  await until('2 ticks', async () => (await ticks()).length >= 2);
  expect(await leases()).toBeGreaterThan(0);
});
afterEach(async () => {
  await end(app);
  await proxy.close();
  await monitored.drop();
  await store.close();
});
const ticks = () => ticksOf(store, 'db_stats');
const leases = async () =>
  (
    await store.values(
      `SELECT count(*)::int FROM pg_locks
       WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
  )[0];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** As Heroku does to every process of a dyno, and npm once more to its child. */
async function terminateTwice() {
  const askedAt = Date.now();
  app.kill('SIGTERM');
  await pause(200);
  app.kill('SIGTERM');
  return askedAt;
}

it('writes what waited and ends with 0 when it is asked to stop twice, just as the store is back', async () => {
  await proxy.refuse();
  await until('the notice', () => app.events('store-away').length);
  await pause(2_000);
  const askedAt = await terminateTwice();
  await proxy.heal();
  expect(await app.exited).toBe(0);
  // Whoever takes over finds every lease free.
  await until('no lease is left', async () => (await leases()) === 0);
  expect(Date.now() - askedAt).toBeLessThan(20_000);
  expect(app.events('flushed')).toHaveLength(1);
  expect(app.events('stopping')).toHaveLength(1);
  const all = await ticks();
  // Whole seconds without a hole, from before the store went till it was asked to stop; the last one may be late.
  const missing = all
    .slice(1)
    .reduce((sum, tick, index) => sum + Math.round((tick - (all[index] ?? 0)) / 1_000) - 1, 0);
  expect(missing).toBeLessThanOrEqual(1);
  expect(all.at(-1)).toBeGreaterThan(askedAt - 2_500);
});

it('says how much is lost, and ends in time with 0, when the store does not answer', async () => {
  proxy.freeze();
  await pause(2_000);
  const askedAt = await terminateTwice();
  expect(await app.exited).toBe(0);
  // Not a matter of speed: Heroku kills after 30 s.
  expect(Date.now() - askedAt).toBeLessThan(25_000);
  const [lost] = app.events('samples-lost');
  expect(lost).toMatchObject({ left: expect.any(Number), spilled: 0, since: expect.stringMatching(/^\d{4}-/) });
  expect(lost?.['left']).toBeGreaterThanOrEqual(2);
  expect(Date.parse(String(lost?.['since']))).toBeLessThan(askedAt);
  expect(app.events('flushed')).toEqual([]);
});

it('writes what waited and ends in time while a source hangs in the middle of a fetch', async () => {
  await end(app);
  const hung = await startFaultyProxy(monitored.url);
  app = startCollector(store.database.url, { SALES: monitored.url, HUNG: hung.url });
  await until('2 ticks', async () => (await ticksOf(store, 'db_stats', 'HUNG')).length >= 2);
  hung.freeze();
  await pause(2_000);
  const askedAt = await terminateTwice();
  expect(await app.exited).toBe(0);
  expect(Date.now() - askedAt).toBeLessThan(20_000);
  expect(app.events('flushed')).toHaveLength(1);
  expect((await ticks()).at(-1)).toBeGreaterThan(askedAt - 2_500);
  await hung.close();
});
