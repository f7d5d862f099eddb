import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type RunningApp, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { createStore, end, startCollector, type TestStore, ticksOf } from '../support.js';

/** Long enough that a busy machine makes it, so that what is missed is missed. */
const intervalMs = 2_000;
let store: TestStore;
let monitored: TestDatabase;
const apps: RunningApp[] = [];

beforeAll(async () => {
  store = await createStore({ db_stats: intervalMs / 1_000, locks_mode: 1 });
  monitored = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all(apps.map(end));
  await monitored.drop();
  await store.close();
});

const start = () => {
  const app = startCollector(store.database.url, { SALES: monitored.url });
  apps.push(app);
  return app;
};
const ticks = () => ticksOf(store, 'db_stats');
/** All rows as they are, each with the transaction that wrote it: one that was written again has another. */
const rows = () => store.values("SELECT d.xmin || ' ' || d FROM samples.db_stats d ORDER BY d.time");
/** A restarted collector computes the same ticks: all lie whole intervals apart. */
const offGrid = (all: number[]) => all.filter((tick) => (tick - (all[0] as number)) % intervalMs !== 0);
/** Ticks that are not there although an earlier and a later one are. */
const missing = (all: number[]) =>
  all.slice(1).flatMap((tick, i) => {
    const last = all[i] as number;
    return Array.from({ length: Math.round((tick - last) / intervalMs) - 1 }, (_, n) => last + (n + 1) * intervalMs);
  });
/** What was fetched and not yet written when a collector is killed: a flush is under way or about to begin. */
const unwrittenMs = 1_000;

it('loses at most the ticks of the down time and writes none again after kill -9', async () => {
  const first = start();
  await until('4 ticks', async () => (await ticks()).length >= 4);
  const killedAt = Date.now();
  first.kill('SIGKILL');
  await first.exited;
  const before = await rows();
  const second = start();
  await until('4 more', async () => (await ticks()).length >= before.length + 4);
  await end(second);
  expect((await rows()).slice(0, before.length)).toEqual(before);
  const after = await ticks();
  expect(offGrid(after)).toEqual([]);
  const upAt = Date.parse(String(second.events('source-up')[0]?.['time']));
  const whileUp = missing(after).filter((tick) => tick <= killedAt - unwrittenMs || tick > upAt);
  // One may be late on a busy machine.
  expect(whileUp.length).toBeLessThanOrEqual(1);
});

it('writes each tick once and without a gap while a new collector waits for the old one to go', async () => {
  const first = start();
  const before = await until('a tick', async () => (await ticks()).at(-1));
  await until('the next', async () => ((await ticks()).at(-1) ?? 0) > before);
  const second = start();
  await until('the second waits', () => second.events('lease-waits').length > 0);
  const whileBoth = (await ticks()).length;
  await until('2 more ticks of the first', async () => (await ticks()).length >= whileBoth + 2);
  expect(second.events('source-up')).toEqual([]);
  first.kill('SIGTERM');
  expect(await first.exited).toBe(0);
  const whileOne = await rows();
  await until('3 ticks of the second', async () => (await ticks()).length >= whileOne.length + 3);
  second.kill('SIGTERM');
  expect(await second.exited).toBe(0);
  expect((await rows()).slice(0, whileOne.length)).toEqual(whileOne);
  const since = (await ticks()).filter((tick) => tick > before);
  expect(offGrid(since)).toEqual([]);
  expect(missing(since).length).toBeLessThanOrEqual(1);
});
