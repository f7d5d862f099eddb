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

const ups = (source = 'SALES'): Promise<unknown[]> =>
  store
    .values(
      `SELECT instance_up::int FROM samples.instance_up u JOIN pgwatch2.source s ON s.id = u.source_id
       WHERE s.name = $1 ORDER BY time`,
      [source],
    )
    .catch(() => []);
const state = async (source = 'SALES') =>
  (await store.client.query('SELECT is_up, state_reason, state_hint FROM pgwatch2.source WHERE name = $1', [source]))
    .rows[0];

it('writes 0 from the start while a source is down, and 1 when it is back', async () => {
  await proxy.refuse();
  app = startCollector(store.database.url, { SALES: proxy.url });
  await until('two zeros', async () => (await ups()).filter((up) => up === 0).length >= 2);
  await until('the reason', async () => (await state()).is_up === false && (await state()).state_reason);
  await proxy.heal();
  await until('a one', async () => (await ups()).includes(1));
  await until('rows of metrics', async () => (await ticksOf(store, 'db_stats')).length > 0);
  await until('the state', async () => (await state()).is_up === true);
});

it('notices a source that goes silent, and never lets it delay another', async () => {
  app = startCollector(store.database.url, { HUNG: proxy.url, SOUND: monitored.url });
  await until(
    'both',
    async () =>
      (await ticksOf(store, 'db_stats', 'HUNG')).length > 0 && (await ticksOf(store, 'db_stats', 'SOUND')).length > 0,
  );
  proxy.freeze();
  await until('a zero', async () => (await ups('HUNG')).includes(0));
  const sound = await ticksOf(store, 'instance_up', 'SOUND');
  const gaps = sound.slice(1).map((tick, i) => tick - (sound[i] as number));
  // One late tick is the machine; a source that waited for the other would miss its time-out's worth of them.
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2_000);
  expect(await ups('SOUND')).not.toContain(0);
  await proxy.heal();
  await until('a one again', async () => (await ups('HUNG')).at(-1) === 1);
});

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
