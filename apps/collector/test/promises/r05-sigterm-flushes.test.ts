import { expect, it } from '@jest/globals';
import {
  createTestDatabase,
  type FaultyProxy,
  type RunningApp,
  startFaultyProxy,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import { createStore, end, startCollector, type TestStore, ticksOf } from '../support.js';

interface Scene {
  store: TestStore;
  monitored: TestDatabase;
  /** Between the collector and its store. */
  proxy: FaultyProxy;
  app: RunningApp;
}

/** A collector that has begun to fetch. The scenes of this file wait most of their time, and do so side by side. */
async function withScene(work: (scene: Scene) => Promise<void>): Promise<void> {
  const store = await createStore({ instance_up: 1, db_stats: 1 });
  const monitored = await createTestDatabase();
  const proxy = await startFaultyProxy(store.database.url);
  const app = startCollector(proxy.url, { SALES: monitored.url });
  try {
    await until('2 ticks', async () => (await ticksOf(store, 'db_stats')).length >= 2);
    expect(await leasesOf(store)).toBeGreaterThan(0);
    await work({ store, monitored, proxy, app });
  } finally {
    await end(app);
    await proxy.close();
    await monitored.drop();
    await store.close();
  }
}
const leasesOf = async (store: TestStore) =>
  (
    await store.values(
      `SELECT count(*)::int FROM pg_locks
       WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
  )[0];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** As Heroku does to every process of a dyno, and npm once more to its child. */
async function terminateTwice(app: RunningApp) {
  const askedAt = Date.now();
  app.kill('SIGTERM');
  await pause(200);
  app.kill('SIGTERM');
  return askedAt;
}

it.concurrent('writes what waited and ends with 0 when it is asked to stop twice, just as the store is back', () =>
  withScene(async ({ store, proxy, app }) => {
    await proxy.refuse();
    await until('the notice', () => app.events('store-away').length);
    await pause(2_000);
    const askedAt = await terminateTwice(app);
    await proxy.heal();
    expect(await app.exited).toBe(0);
    // Whoever takes over finds every lease free.
    await until('no lease is left', async () => (await leasesOf(store)) === 0);
    expect(Date.now() - askedAt).toBeLessThan(20_000);
    expect(app.events('flushed')).toHaveLength(1);
    expect(app.events('stopping')).toHaveLength(1);
    const all = await ticksOf(store, 'db_stats');
    // Whole seconds without a hole, from before the store went till it was asked to stop; the last one may be late.
    const missing = all
      .slice(1)
      .reduce((sum, tick, index) => sum + Math.round((tick - (all[index] ?? 0)) / 1_000) - 1, 0);
    expect(missing).toBeLessThanOrEqual(1);
    expect(all.at(-1)).toBeGreaterThan(askedAt - 2_500);
  }));

it.concurrent('says how much is lost, and ends in time with 0, when the store does not answer', () =>
  withScene(async ({ proxy, app }) => {
    proxy.freeze();
    await pause(2_000);
    const askedAt = await terminateTwice(app);
    expect(await app.exited).toBe(0);
    // Not a matter of speed: Heroku kills after 30 s.
    expect(Date.now() - askedAt).toBeLessThan(25_000);
    const [lost] = app.events('samples-lost');
    expect(lost).toMatchObject({ left: expect.any(Number), spilled: 0, since: expect.stringMatching(/^\d{4}-/) });
    expect(lost?.['left']).toBeGreaterThanOrEqual(2);
    expect(Date.parse(String(lost?.['since']))).toBeLessThan(askedAt);
    expect(app.events('flushed')).toEqual([]);
  }));

it.concurrent('writes what waited and ends in time while a source hangs in the middle of a fetch', () =>
  withScene(async ({ store, monitored, app: first }) => {
    await end(first);
    const hung = await startFaultyProxy(monitored.url);
    const app = startCollector(store.database.url, { SALES: monitored.url, HUNG: hung.url });
    await until('2 ticks', async () => (await ticksOf(store, 'db_stats', 'HUNG')).length >= 2);
    hung.freeze();
    await pause(2_000);
    const askedAt = await terminateTwice(app);
    expect(await app.exited).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(20_000);
    expect(app.events('flushed')).toHaveLength(1);
    expect((await ticksOf(store, 'db_stats')).at(-1)).toBeGreaterThan(askedAt - 2_500);
    await end(app);
    await hung.close();
  }));
