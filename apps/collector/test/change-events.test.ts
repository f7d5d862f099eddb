import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { createTestDatabase, type RunningApp, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { createStore, end, open, startCollector, type TestStore } from './support.js';

let store: TestStore;
let monitored: TestDatabase;
let worker: Client;
const apps: RunningApp[] = [];

beforeAll(async () => {
  store = await createStore({ change_events: 1, instance_up: 1 });
  monitored = await createTestDatabase();
  worker = await open(monitored.url);
});
afterAll(async () => {
  await Promise.all(apps.map(end));
  await worker.end();
  await monitored.drop();
  await store.close();
});

const start = () => {
  const app = startCollector(store.database.url, { SALES: monitored.url });
  apps.push(app);
  return app;
};
const events = () =>
  store
    .values(
      `SELECT concat_ws(' ', data->>'event', tag_data->>'table') FROM public.table_changes
       WHERE dbname = 'SALES' ORDER BY time, 1`,
    )
    .catch(() => []);
const seen = (count: number) => until(`${count} events`, async () => (await events()).length >= count);
const answered = async () =>
  Number((await store.values('SELECT count(*) FROM samples.instance_up').catch(() => [0]))[0]);

it('finds each change once, also what happened while no collector ran, and takes no lock for a drop', async () => {
  await worker.query('CREATE TABLE public.orders (id int PRIMARY KEY); CREATE TABLE public.kept (id int)');
  const first = start();
  await until('the first look', async () =>
    Number((await store.values('SELECT count(*) FROM pgwatch2.watched_objects'))[0]),
  );
  await worker.query('CREATE TABLE public.items (id int)');
  await seen(1);
  first.kill('SIGKILL');
  await first.exited;
  await worker.query('ALTER TABLE public.orders ADD COLUMN note text; DROP TABLE public.items');

  const second = start();
  await seen(3);
  await worker.query('BEGIN; LOCK public.kept');
  const before = await answered();
  await until('three more ticks', async () => (await answered()) >= before + 3);
  await worker.query('ROLLBACK; CREATE TABLE public.last (id int)');
  await seen(4);
  expect(await events()).toEqual([
    'create public.items',
    'alter public.orders',
    'drop public.items',
    'create public.last',
  ]);
  // The first look itself is no change.
  expect(await store.values("SELECT count(*)::int FROM public.index_changes WHERE dbname = 'SALES'")).toEqual([0]);
  expect(await store.values("SELECT data->>'details' FROM public.object_changes ORDER BY time")).toEqual([
    'Detected changes for "SALES" [Created/Altered/Dropped]: tables 1/0/0',
    'Detected changes for "SALES" [Created/Altered/Dropped]: tables 0/1/1',
    'Detected changes for "SALES" [Created/Altered/Dropped]: tables 1/0/0',
  ]);
  // Snapshots themselves are not stored.
  expect(await store.values("SELECT to_regclass('samples.change_events')")).toEqual([null]);
  await end(second);
});
