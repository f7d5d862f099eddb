import { afterEach, beforeEach, it } from '@jest/globals';
import {
  createTestDatabase,
  type FaultyProxy,
  type RunningApp,
  startFaultyProxy,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import { createStore, end, startCollector, type TestStore, ticksOf } from './support.js';

let store: TestStore;
let monitored: TestDatabase;
let proxy: FaultyProxy;
let app: RunningApp | undefined;

beforeEach(async () => {
  store = await createStore({ db_stats: 1 });
  monitored = await createTestDatabase();
  proxy = await startFaultyProxy(store.database.url);
});
afterEach(async () => {
  await end(app);
  await proxy.close();
  await monitored.drop();
  await store.close();
});

it('waits for a store that is not there yet, without ending', async () => {
  await proxy.refuse();
  app = startCollector(proxy.url, { SALES: monitored.url });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await proxy.heal();
  await until('samples', async () => (await ticksOf(store, 'db_stats')).length > 0);
});
