import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
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

beforeAll(async () => {
  monitored = await createTestDatabase();
});
beforeEach(async () => {
  store = await createStore({ instance_up: 1, db_stats: 1 });
  proxy = await startFaultyProxy(monitored.url);
});
afterEach(async () => {
  await end(app);
  await proxy.close();
  await store.close();
});
afterAll(() => monitored.drop());

const state = async (source = 'SALES') =>
  (await store.client.query('SELECT is_up, state_reason, state_hint FROM pgwatch2.source WHERE name = $1', [source]))
    .rows[0];

it('connects again when its connection is ended by an administrator', async () => {
  app = startCollector(store.database.url, { SALES: monitored.url });
  await until('rows', async () => (await ticksOf(store, 'db_stats')).length > 0);
  const client = await open(monitored.superuserUrl);
  const kill = async () =>
    (
      await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'pgwatch-heroku'",
        [monitored.name],
      )
    ).rowCount;
  expect(await kill()).toBe(1);
  const before = (await ticksOf(store, 'db_stats')).length;
  await until('more rows', async () => (await ticksOf(store, 'db_stats')).length > before + 1);
  await client.end();
});

it('marks a source with a malformed URL or a refused login, and monitors the others', async () => {
  // Not the database of SALES: two variables that lead to one database are one source.
  const wrong = new URL(store.database.url);
  wrong.password = 'canary-9fk2';
  app = startCollector(store.database.url, {
    MALFORMED: 'postgres://canary-9fk2@@/',
    NONSENSE: 'canary-9fk2',
    WRONG: wrong.href,
    SALES: monitored.url,
  });
  await until('rows', async () => (await ticksOf(store, 'db_stats')).length > 0);
  for (const [source, reason] of [
    ['MALFORMED', /PGWATCH2_MONITOREDDB_MALFORMED_URL is not a usable PostgreSQL URL/],
    ['NONSENSE', /PGWATCH2_MONITOREDDB_NONSENSE_URL is not a usable PostgreSQL URL/],
    ['WRONG', /password authentication failed/],
  ] as const) {
    await until(source, async () => (await state(source)).is_up === false);
    expect((await state(source)).state_reason).toMatch(reason);
    expect((await state(source)).state_hint).toBeTruthy();
  }
  expect(app.output()).not.toContain('canary-9fk2');
});

it('says once that the certificate of a source changed', async () => {
  app = startCollector(store.database.url, { SALES: monitored.url });
  await until('the pin', async () => (await store.values('SELECT tls_fingerprint FROM pgwatch2.source'))[0]);
  await end(app);
  await store.client.query("UPDATE pgwatch2.source SET tls_fingerprint = 'AA:BB'");
  app = startCollector(store.database.url, { SALES: monitored.url });
  await until('the warning', () => app?.events('certificate-changed').length);
  await until(
    'the new pin',
    async () => (await store.values('SELECT tls_fingerprint FROM pgwatch2.source'))[0] !== 'AA:BB',
  );
  expect(app.events('certificate-changed')).toHaveLength(1);
  expect(await store.values('SELECT tls_previous_fingerprint FROM pgwatch2.source')).toEqual(['AA:BB']);
});
