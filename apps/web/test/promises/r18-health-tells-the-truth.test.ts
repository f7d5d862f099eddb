import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { recordMetricState } from '@pgwatch-heroku/store';
import { startFaultyProxy, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import request from 'supertest';
import { forgetMigrationSql, forgetStatesSql, pauseAllSql, sourceIdSql } from '../server/sql/sources.js';
import { startApp, type TestApp } from '../server/support/start-app.js';
import { createStore, fillStore, open } from '../server/support/store.js';

let database: TestDatabase;
let client: Client;
let served: TestApp | undefined;
beforeEach(async () => {
  database = await createStore();
  client = await open(database.superuserUrl);
});
afterEach(async () => {
  await served?.close();
  await client.end();
  await database.drop();
});

const start = async (url = database.superuserUrl) => {
  served = await startApp(url);
  return served.app;
};
const ready = (app: TestApp['app']) => request(app).get('/readyz');
const live = (app: TestApp['app']) => request(app).get('/healthz');

it('is ready while samples arrive and can be read', async () => {
  await fillStore(client);
  const response = await ready(await start());
  expect([response.status, response.body]).toEqual([
    200,
    { status: 'ready', checks: { store: 'ok', schema: 'ok', collector: 'ok' } },
  ]);
});

it('is live and not ready when the store is gone, and ready again when it is back', async () => {
  await fillStore(client);
  const proxy = await startFaultyProxy(database.superuserUrl);
  const app = await start(proxy.url);
  expect((await ready(app)).status).toBe(200);
  await proxy.refuse();
  const gone = await until('not ready', async () => {
    const response = await ready(app);
    return response.status === 503 && response;
  });
  expect(gone.body).toEqual({
    status: 'not ready',
    checks: { store: 'away', schema: 'unknown', collector: 'unknown' },
  });
  expect(gone.text).not.toContain(database.name);
  expect((await live(app)).status).toBe(200);
  await proxy.heal();
  await until('ready', async () => (await ready(app)).status === 200);
  await served?.close();
  served = undefined;
  await proxy.close();
});

it('answers in time, live and not ready, when the store takes connections and says nothing', async () => {
  const proxy = await startFaultyProxy(database.superuserUrl);
  const app = await start(proxy.url);
  await ready(app);
  proxy.freeze();
  await until('not ready', async () => (await ready(app)).body.checks.store === 'away');
  expect((await live(app)).status).toBe(200);
  await proxy.heal();
  await served?.close();
  served = undefined;
  await proxy.close();
});

it('is not ready when the schema is older than the code', async () => {
  await client.query(forgetMigrationSql);
  const response = await ready(await start());
  expect(response.status).toBe(503);
  expect(response.body.checks).toEqual({ store: 'ok', schema: 'older', collector: 'unknown' });
});

it('is not ready while no collector has been at work for minutes, unless nothing is to be monitored', async () => {
  await fillStore(client);
  const { rows } = await client.query<{ id: number }>(sourceIdSql, ['SALES']);
  const longAgo = new Date(Date.now() - 600_000);
  await client.query(forgetStatesSql);
  await recordMetricState(client, {
    sourceId: rows[0]?.id ?? 0,
    metric: 'db_stats',
    ok: true,
    durationMs: 1,
    rows: 1,
    at: longAgo,
  });
  const silent = await ready(await start());
  expect(silent.status).toBe(503);
  expect(silent.body.checks).toEqual({ store: 'ok', schema: 'ok', collector: 'silent' });
  await served?.close();
  await client.query(pauseAllSql);
  expect((await ready(await start())).status).toBe(200);
});
