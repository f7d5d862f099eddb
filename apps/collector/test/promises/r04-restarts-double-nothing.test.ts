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
const gaps = (all: number[]) => all.slice(1).map((tick, i) => tick - (all[i] as number));
/** Ticks that are not there although an earlier and a later one are. */
const missing = (all: number[]) =>
  all.slice(1).flatMap((tick, i) => {
    const last = all[i] as number;
    return Array.from({ length: Math.round((tick - last) / intervalMs) - 1 }, (_, n) => last + (n + 1) * intervalMs);
  });
/** What was fetched and not yet written when a collector is killed: a flush is under way or about to begin. */
const unwrittenMs = 1_000;

it('loses at most the ticks of the down time and doubles none after kill -9', async () => {
  const first = start();
  await until('4 ticks', async () => (await ticks()).length >= 4);
  const killedAt = Date.now();
  first.kill('SIGKILL');
  await first.exited;
  const before = await ticks();
  const second = start();
  await until('4 more', async () => (await ticks()).length >= before.length + 4);
  await end(second);
  const after = await ticks();
  expect(after.slice(0, before.length)).toEqual(before);
  // A restarted collector computes the same ticks: all lie whole intervals apart, and none is there twice.
  expect(gaps(after).every((gap) => gap > 0 && gap % intervalMs === 0)).toBe(true);
  const upAt = Date.parse(String(second.events('source-up')[0]?.['time']));
  const lost = missing(after);
  const down = lost.filter((tick) => tick > killedAt - unwrittenMs && tick <= upAt);
  expect(down.length).toBeLessThanOrEqual(Math.ceil((upAt - killedAt + unwrittenMs) / intervalMs));
  // One may be late on a busy machine.
  expect(lost.length - down.length).toBeLessThanOrEqual(1);
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
  const whileOne = (await ticks()).length;
  await until('3 ticks of the second', async () => (await ticks()).length >= whileOne + 3);
  second.kill('SIGTERM');
  expect(await second.exited).toBe(0);
  const since = (await ticks()).filter((tick) => tick > before);
  expect(gaps(since).every((gap) => gap > 0 && gap % intervalMs === 0)).toBe(true);
  expect(missing(since).length).toBeLessThanOrEqual(1);
});
