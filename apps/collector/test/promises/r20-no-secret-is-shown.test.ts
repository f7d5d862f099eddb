import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  createTestDatabase,
  type FaultyProxy,
  startFaultyProxy,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import { createStore, end, startCollector, type TestStore, ticksOf } from '../support.js';

let store: TestStore;
let monitored: TestDatabase;
let proxy: FaultyProxy;
beforeAll(async () => {
  store = await createStore({ instance_up: 1, db_stats: 1, stat_statements: 1 });
  monitored = await createTestDatabase();
  proxy = await startFaultyProxy(store.database.url);
});
afterAll(async () => {
  await proxy.close();
  await monitored.drop();
  await store.close();
});

/** All that the collector writes about itself and its sources, as text. */
const writtenSql = `
SELECT s::text FROM pgwatch2.source s UNION ALL SELECT m::text FROM pgwatch2.source_metric m
UNION ALL SELECT c::text FROM pgwatch2.collector c UNION ALL SELECT t::text FROM pgwatch2.series t
UNION ALL SELECT a.query FROM pg_stat_activity a`;

it('shows no password, key or URL in its log, rows, queries or process title, whatever fails', async () => {
  const wrong = new URL(monitored.url);
  wrong.password = 'canary-wrong-password';
  // Of the same database it would be the same source.
  wrong.pathname = '/postgres';
  const app = startCollector(
    proxy.url,
    {
      ...{ SALES: monitored.url, WRONG: wrong.href },
      REFUSED: 'postgres://u:canary-of-refused@127.0.0.1:1/refused',
      UNKNOWN: 'postgres://u:canary-of-unknown@nowhere.invalid:5432/unknown?sslkey=/canary-file',
    },
    {
      ...{ PGWATCH2_LOG_LEVEL: 'debug', PGWATCH2_SECRET_KEY: 'canary-secret-key-0123456789' },
      ...{ HEROKU_API_KEY: 'canary-HRKU-api-key', HEROKU_HOST: 'http://127.0.0.1:1' },
    },
  );
  const secrets = ['canary', new URL(monitored.url).password, new URL(store.database.url).password];
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(5);
  try {
    await until('2 ticks', async () => (await ticksOf(store, 'db_stats')).length >= 2);
    await until('the failures are stored', async () => {
      const written = JSON.stringify(await store.values(writtenSql));
      return /password authentication failed/.test(written) && /ECONNREFUSED|refuse/.test(written);
    });
    const written = (await store.values(writtenSql)).map(String);
    const titles = ['cmdline', 'comm'].map((name) => readFileSync(`/proc/${app.pid}/${name}`, 'utf8'));
    await proxy.refuse();
    await until('the notice', () => app.events('store-away').length > 0);
    await proxy.heal();
    app.kill('SIGTERM');
    expect(await app.exited).toBe(0);
    for (const text of [...written, ...titles, app.output()]) {
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
  } finally {
    await end(app);
  }
}, 120_000);
