import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { createTestDatabase, type RunningApp, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { createStore, end, open, startCollector, type TestStore, ticksOf } from './support.js';

let store: TestStore;
let monitored: TestDatabase;
let client: Client;
let app: RunningApp;

beforeAll(async () => {
  store = await createStore({ instance_up: 1, db_stats: 1, stat_statements: 1, db_size: 1, backends: 1 });
  monitored = await createTestDatabase();
  client = await open(monitored.superuserUrl);
  // A metric that cannot work, one that never ends, and one that would write.
  await store.client.query(
    `UPDATE pgwatch2.metric SET origin = 'user', versions = '[{"minMajor": 15, "sql": "SELECT * FROM no_such_table"}]'
     WHERE name = 'db_size'`,
  );
  await store.client.query(
    `UPDATE pgwatch2.metric SET origin = 'user', statement_timeout_ms = 300,
       versions = '[{"minMajor": 15, "sql": "SELECT pg_sleep(60)::text AS slept, 1 AS backends"}]' WHERE name = 'backends'`,
  );
  app = startCollector(store.database.url, { SALES: monitored.url });
});
afterAll(async () => {
  await end(app);
  await client.end();
  await monitored.drop();
  await store.close();
});

const state = async (metric: string) =>
  (await store.client.query('SELECT * FROM pgwatch2.source_metric WHERE metric = $1', [metric])).rows[0] ?? {};

it('turns off what cannot work, with the reason and what to do, and goes on with the rest', async () => {
  await until('the others', async () => (await ticksOf(store, 'db_stats')).length >= 3);
  await until('the states', async () => (await state('db_size')).error && (await state('backends')).error);
  expect((await state('stat_statements')).error).toBe('the extension pg_stat_statements is not installed');
  expect((await state('stat_statements')).hint).toContain('CREATE EXTENSION pg_stat_statements');
  expect((await state('db_size')).error).toMatch(/no_such_table/);
  expect((await state('backends')).error).toMatch(/statement timeout/);
  expect((await state('db_stats')).error).toBeNull();
  expect(app.events('metric-off').filter(({ metric }) => metric === 'db_size')).toHaveLength(1);
});

it('leaves no query running that timed out', async () => {
  const { rows } = await client.query(
    "SELECT query FROM pg_stat_activity WHERE datname = $1 AND query LIKE '%pg_sleep%' AND state = 'active' AND pid <> pg_backend_pid()",
    [monitored.name],
  );
  expect(rows).toEqual([]);
});

it('takes a metric up again when what it lacked is there', async () => {
  await client.query('CREATE EXTENSION pg_stat_statements');
  // A new connection looks again; without one it would be ten minutes.
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'pgwatch-heroku'",
    [monitored.name],
  );
  await until('the notice', () => app.events('metric-on').some(({ metric }) => metric === 'stat_statements'));
  await until('the state', async () => (await state('stat_statements')).error === null);
});
