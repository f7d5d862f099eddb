import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { createTestDatabase, type RunningApp, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { createStore, end, open, startCollector, type TestStore } from './support.js';

let store: TestStore;
let monitored: TestDatabase;
let client: Client;
let app: RunningApp;

beforeAll(async () => {
  store = await createStore({
    instance_up: 1,
    db_stats: 1,
    backends: 2,
    locks_mode: 2,
    stat_statements: 2,
    table_stats: 3,
    db_size: 3,
  });
  monitored = await createTestDatabase();
  client = await open(monitored.url);
  await client.query('CREATE EXTENSION pg_stat_statements');
  await client.query('CREATE TABLE orders AS SELECT n AS id FROM generate_series(1, 20000) n');
  for (let i = 0; i < 30; i++) await client.query('SELECT count(*) FROM orders WHERE id % 7 = 3');
  app = startCollector(store.database.url, { SALES: monitored.url }, { PGWATCH2_LOG_LEVEL: 'debug' });
});
afterAll(async () => {
  await end(app);
  await client.end();
  await monitored.drop();
  await store.close();
});

it('writes every metric of the preset', async () => {
  await until('all metrics', async () => {
    const metrics = await store.values('SELECT metric FROM pgwatch2.source_metric WHERE last_success_at IS NOT NULL');
    return metrics.length === 7;
  });
  for (const metric of [
    'instance_up',
    'db_stats',
    'backends',
    'locks_mode',
    'stat_statements',
    'table_stats',
    'db_size',
  ]) {
    await until(metric, async () => {
      const [count] = await store
        .values(`SELECT count(*)::int FROM public.${metric} WHERE dbname = 'SALES'`)
        .catch(() => [0]);
      return Number(count) > 0;
    });
  }
  expect(app.events('metric-off')).toEqual([]);
});

it('gives the numbers of the source, untouched', async () => {
  const stored = await store.values(
    "SELECT DISTINCT data->>'table_size_b' FROM public.table_stats WHERE tag_data->>'table_name' = 'orders'",
  );
  const { rows } = await client.query("SELECT pg_relation_size('orders')::text AS size");
  expect(stored).toEqual([rows[0].size]);
  const calls = await store.values(
    "SELECT DISTINCT (data->>'calls')::int FROM public.stat_statements WHERE (data->>'calls')::int = 30",
  );
  expect(calls).toEqual([30]);
});

it('stores the text of a statement once, beside its series', async () => {
  const texts = await until('the text', async () => {
    const found = await store.values(
      "SELECT tags->>'query' FROM pgwatch2.series WHERE tags->>'query' ILIKE '%orders WHERE%'",
    );
    return found.length > 0 && found;
  });
  expect(texts).toEqual(['SELECT count(*) FROM orders WHERE id % $1 = $2']);
});

it('notes what the server says about itself', async () => {
  const { rows } = await store.client.query(
    'SELECT server_version_num, database_name, is_in_recovery, is_up, tls_fingerprint, system_identifier FROM pgwatch2.source',
  );
  expect(rows[0]).toMatchObject({ database_name: monitored.name, is_in_recovery: false, is_up: true });
  expect(rows[0].server_version_num).toBeGreaterThanOrEqual(150_000);
  expect(rows[0].tls_fingerprint).toMatch(/^[0-9A-F:]{95}$/);
  expect(rows[0].system_identifier).toMatch(/^\d+$/);
});

it('holds one connection to the source and at most three to the store', async () => {
  const connections = async (database: string) =>
    Number(
      (
        await client.query(
          "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE 'pgwatch-heroku%'",
          [database],
        )
      ).rows[0].count,
    );
  for (let i = 0; i < 20; i++) {
    expect(await connections(monitored.name)).toBe(1);
    expect(await connections(store.database.name)).toBeLessThanOrEqual(3);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});

it('leaves no password in its log', () => {
  expect(app.output()).not.toContain(new URL(monitored.url).password);
  expect(app.output()).not.toContain(new URL(store.database.url).password);
});

it('ends with exit code 0 when asked twice, with everything written', async () => {
  app.kill('SIGTERM');
  app.kill('SIGTERM');
  expect(await app.exited).toBe(0);
  expect(app.events('flushed')).toHaveLength(1);
});
