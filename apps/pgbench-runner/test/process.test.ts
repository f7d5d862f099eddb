import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { type Client, connect } from '@pgwatch-heroku/shared';
import {
  createTestDatabase,
  type RunningApp,
  startApp,
  type TestDatabase,
  until,
  withSuperuser,
} from '@pgwatch-heroku/testkit';

const mainFile = path.resolve(import.meta.dirname, '../dist/main.js');
let database: TestDatabase;
let client: Client;
let app: RunningApp | undefined;
const settings = { PGWATCH2_PGBENCH_SCALE: '1', PGWATCH2_PGBENCH_TPS: '100', PGWATCH2_PGBENCH_CYCLE_SECONDS: '10' };

beforeAll(async () => {
  // As an Essential plan gives: twenty connections, no rights beyond the database.
  database = await createTestDatabase({ ownerMonitors: false, connectionLimit: 20 });
  client = await connect({ url: database.url, label: 'sample', applicationName: 'test' });
});
afterEach(async () => {
  app?.kill('SIGKILL');
  await app?.exited;
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const rows = async (sql: string) => (await client.query(sql)).rows;
const historyRows = () =>
  rows('SELECT count(*)::int AS n FROM pgbench_history').then(
    ([row]) => row.n as number,
    () => 0,
  );

it('makes load that moves money without losing any, and stops at once when asked to, even twice', async () => {
  app = startApp(mainFile, { MONITOREDDB_URL: database.url, ...settings });
  await until('200 transactions', async () => (await historyRows()) > 200);
  // The connection that made the tables may still be on its way out.
  await until('as few connections as it says', async () => {
    const [{ n }] = await rows(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'pgwatch-heroku-pgbench'",
    );
    return n <= 4;
  });
  app.kill('SIGTERM');
  app.kill('SIGTERM');
  expect(await app.exited).toBe(0);
  const [sums] = await rows(`SELECT (SELECT sum(abalance)::int FROM pgbench_accounts) AS accounts,
    (SELECT sum(tbalance)::int FROM pgbench_tellers) AS tellers, (SELECT sum(bbalance)::int FROM pgbench_branches) AS branches,
    (SELECT sum(delta)::int FROM pgbench_history) AS history`);
  expect(sums).toEqual({
    accounts: sums.history,
    tellers: sums.history,
    branches: sums.history,
    history: sums.history,
  });
});

it('shows a lock wait and a slow query now and then', async () => {
  app = startApp(mainFile, { MONITOREDDB_URL: database.url, ...settings });
  const seen = new Set<string>();
  await until('both', async () => {
    for (const { wait, query } of await rows(
      "SELECT wait_event_type AS wait, query FROM pg_stat_activity WHERE application_name = 'pgwatch-heroku-pgbench' AND state = 'active'",
    )) {
      if (wait === 'Lock') seen.add('lock wait');
      if (/rank\(\)/.test(query)) seen.add('slow query');
    }
    return seen.size === 2;
  });
});

it('waits for a database that went away and goes on when it is back', async () => {
  app = startApp(mainFile, { MONITOREDDB_URL: database.url, ...settings });
  await until('load', () => app?.events('load-started').length);
  await withSuperuser(async (superuser) => {
    await superuser.query(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS false`);
    await superuser.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE 'pgwatch-heroku%'",
      [database.name],
    );
    await until('the notice', () => app?.events('database-away').length);
    await superuser.query(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS true`);
  });
  await until('load again', () => (app?.events('load-started').length ?? 0) > 1);
});

it('takes DATABASE_URL for the sample in the Monitored DB app only', async () => {
  app = startApp(mainFile, { DATABASE_URL: database.url, ...settings });
  await until('the notice', () => app?.events('idle').length);
  app.kill('SIGTERM');
  expect(await app.exited).toBe(0);
  app = startApp(mainFile, { DATABASE_URL: database.url, PGWATCH2_APP: 'monitored', ...settings });
  await until('load', () => app?.events('load-started').length);
});

it('makes no load in an app that became a Collector, whatever is attached, and says that its dyno can go', async () => {
  app = startApp(mainFile, { MONITOREDDB_URL: database.url, PGWATCH2_APP: 'collector', ...settings });
  await until('the notice', () => app?.events('idle').length);
  expect(app.events('idle')[0]).toMatchObject({ hint: expect.stringContaining('heroku ps:scale pgbench=0') });
  expect(app.events('load-started')).toEqual([]);
  app.kill('SIGTERM');
  expect(await app.exited).toBe(0);
});

it('ends with exit code 78 on a malformed URL or a wrong password, and shows neither', async () => {
  const wrong = new URL(database.url);
  wrong.password = 'canary-3hf8';
  for (const url of ['postgres://user:canary-3hf8@', wrong.href]) {
    app = startApp(mainFile, { MONITOREDDB_URL: url });
    expect(await app.exited).toBe(78);
    expect(app.output()).toContain('MONITOREDDB_URL');
    expect(app.output()).not.toContain('canary-3hf8');
    expect(app.output()).not.toMatch(/^\s+at /m);
  }
});
