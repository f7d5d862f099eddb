import { expect, it } from '@jest/globals';
import { SourceUrlBox } from '@pgwatch-heroku/shared';
import { addUrlSource, deleteSource } from '@pgwatch-heroku/store';
import { createTestDatabase, type RunningApp, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { createStore, end, startCollector, type TestStore, ticksOf } from '../support.js';

const secretKey = 'canary-secret-key-0123456789';
const actor = { user: 'admin', via: 'session' } as const;

interface Scene {
  store: TestStore;
  monitored: TestDatabase;
  add(name: string, key?: string): Promise<unknown>;
  start(env: Record<string, string>): RunningApp;
  reasonOf(name: string): Promise<string>;
}

/** A store without sources. The scenes of this file wait most of their time, and do so side by side. */
async function withScene(work: (scene: Scene) => Promise<void>): Promise<void> {
  const store = await createStore({ instance_up: 1, db_stats: 1 });
  const monitored = await createTestDatabase();
  let app: RunningApp | undefined;
  try {
    await work({
      store,
      monitored,
      add: (name, key = secretKey) =>
        addUrlSource(store.client, actor, {
          name,
          sealedUrl: new SourceUrlBox(key).seal(monitored.url, name),
          settings: {},
        }),
      start: (env) => {
        app = startCollector(store.database.url, {}, { PGWATCH2_SECRET_KEY: secretKey, ...env });
        return app;
      },
      reasonOf: (name) =>
        until(`the reason of ${name}`, async () => {
          const [reason] = await store.values(
            'SELECT state_reason FROM pgwatch2.source WHERE name = $1 AND NOT is_up',
            [name],
          );
          return reason as string | undefined;
        }),
    });
  } finally {
    await end(app);
    await store.close();
    await monitored.drop();
  }
}
const allowed = (monitored: TestDatabase) => ({
  PGWATCH2_URL_SOURCE_NETWORKS: '127.0.0.0/8',
  PGWATCH2_URL_SOURCE_PORTS: new URL(monitored.url).port,
});

it.concurrent('fetches from a database that was added by URL while it runs, and stops when that is deleted', () =>
  withScene(async ({ store, monitored, add, start }) => {
    const app = start(allowed(monitored));
    await until('the start', async () => app.events('no-sources').length === 1);
    await add('ENTERED');
    await until('samples', async () => (await ticksOf(store, 'db_stats', 'ENTERED')).length > 1);
    await deleteSource(store.client, actor, { name: 'ENTERED', withData: false });
    const connected = () =>
      store.values(
        "SELECT count(*)::int FROM pg_stat_activity WHERE datname = $1 AND application_name = 'pgwatch-heroku'",
        [monitored.name],
      );
    await until('the end of its connection', async () => (await connected())[0] === 0);
    expect(app.output()).not.toContain(new URL(monitored.url).password);
  }));

it.concurrent('connects to no entered host that is not public, whoever wrote it into the store', () =>
  withScene(async ({ monitored, add, start, reasonOf }) => {
    await add('HOSTILE');
    start({ PGWATCH2_URL_SOURCE_PORTS: new URL(monitored.url).port });
    expect(await reasonOf('HOSTILE')).toContain('No PostgreSQL server can be reached there');
  }));

it.concurrent('says that the key is another one, and moves no URL to another source', () =>
  withScene(async ({ monitored, add, start, reasonOf }) => {
    await add('OTHERKEY', 'another-secret-key-0123456789');
    start(allowed(monitored));
    expect(await reasonOf('OTHERKEY')).toMatch(/source OTHERKEY cannot be decrypted/);
  }));
