import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole, type RunningApp, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { createStore, end, open, startCollector, type TestStore } from '../support.js';

let store: TestStore;
let monitored: TestDatabase;
let owner: Client;
let app: RunningApp | undefined;
beforeAll(async () => {
  store = await createStore({
    instance_up: 1,
    db_stats: 1,
    stat_statements: 1,
    stat_activity_realtime: 1,
    table_stats: 2,
    change_events: 2,
    collector_overhead: 1,
  });
  monitored = await createTestDatabase();
  owner = await open(monitored.superuserUrl);
  await owner.query('CREATE EXTENSION pg_stat_statements; CREATE TABLE orders AS SELECT 1 AS id');
});
afterAll(async () => {
  await end(app);
  await owner.end();
  await monitored.drop();
  await store.close();
});

it('tells how much of a database goes into our own statements, and marks each of them', async () => {
  // A role of its own: the server then knows which statements are the collector's, whatever they look like.
  const url = await createTestRole(monitored, `observer_${monitored.name}`);
  for (let i = 0; i < 10; i++) await owner.query('SELECT pg_sleep(0.01), count(*) FROM orders');
  app = startCollector(store.database.url, { SALES: url });
  const shares = () =>
    store
      .values('SELECT ours_ms / all_ms FROM samples.collector_overhead WHERE ours_ms > 0 ORDER BY time')
      .catch(() => []);
  await until('two shares', async () => (await shares()).length > 1);
  for (const share of await shares()) {
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
  }
  await end(app);
  const { rows } = await owner.query<{ query: string; total_exec_time: number }>(
    `SELECT s.query, s.total_exec_time FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
     WHERE r.rolname = $1 AND s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [new URL(url).username],
  );
  const isMarked = ({ query }: { query: string }) => query.includes('/* pgwatch-heroku */');
  expect(rows.filter(isMarked).length).toBeGreaterThan(5);
  // What steers the session keeps no comment on some majors, and is nothing that anybody would list.
  const isControl = ({ query }: { query: string }) => /^(SET|SHOW|BEGIN|START|COMMIT|ROLLBACK)\b/.test(query);
  expect(rows.filter((row) => !isMarked(row) && !isControl(row)).map(({ query }) => query)).toEqual([]);
});
