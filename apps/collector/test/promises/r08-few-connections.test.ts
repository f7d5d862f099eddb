import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import {
  createTestDatabase,
  createTestRole,
  type RunningApp,
  startCluster,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import { type OpenSource, openSource } from '../../src/fetch/open-source.js';
import { createStore, end, open, startCollector, type TestStore, ticksOf } from '../support.js';

let database: TestDatabase;
let observer: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  observer = await open(database.superuserUrl);
});
afterAll(async () => {
  await observer.end();
  await database.drop();
});

const ours = async () =>
  Number(
    (
      await observer.query(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'pgwatch-heroku'",
        [database.name],
      )
    ).rows[0].count,
  );
const openMany = async (url: string, count: number): Promise<Client[]> =>
  Promise.all(Array.from({ length: count }, () => open(url)));
const closeAll = (all: (Client | OpenSource)[]) =>
  Promise.all(all.map((one) => ('end' in one ? one.end() : one.close())));

it('refuses to be the third collector in a database, and leaves no connection behind', async () => {
  const both = [await openSource(database.url, 'SALES'), await openSource(database.url, 'SALES')];
  await expect(openSource(database.url, 'SALES')).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/^2 other collectors are connected/),
    hint: expect.stringContaining('pg_terminate_backend'),
  });
  await until('two are left', async () => (await ours()) === 2);
  await closeAll(both);
});

it('refuses to take one of the last three connections of a role', async () => {
  const url = await createTestRole(database, 'small', 'CONNECTION LIMIT 6');
  const taken = await openMany(url, 4);
  await expect(openSource(url, 'SALES')).rejects.toMatchObject({
    message: expect.stringMatching(/^hardly any connection is free: 1 besides ours/),
    hint: expect.stringContaining('pg:ps'),
  });
  await taken.pop()?.end();
  await until('there is room', async () => {
    const source = await openSource(url, 'SALES').catch(() => undefined);
    await source?.close();
    return source;
  });
  await closeAll(taken);
});

it('refuses to take one of the last three connections of a database or of a server', async () => {
  await observer.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT 5`);
  const taken = await openMany(database.url, 3);
  await expect(openSource(database.url, 'SALES')).rejects.toMatchObject({
    message: expect.stringMatching(/^hardly any connection is free/),
  });
  await closeAll(taken);
  await observer.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT -1`);

  const cluster = await startCluster({
    settings: { max_connections: 6, superuser_reserved_connections: 1, max_wal_senders: 0, autovacuum: 'off' },
  });
  const [first] = await openMany(cluster.superuserUrl, 1);
  // Whoever looked whether the server is up may not have ended yet.
  const source = await until('there is room', () => openSource(cluster.superuserUrl, 'TINY').catch(() => undefined));
  await source.close();
  const more = await openMany(cluster.superuserUrl, 2);
  await expect(openSource(cluster.superuserUrl, 'TINY')).rejects.toMatchObject({
    message: expect.stringMatching(/^hardly any connection is free/),
  });
  await closeAll([...more, ...(first ? [first] : [])]);
  await cluster.drop();
});

it('uses one connection while it works, and says at the source why it stays away from one that is crowded', async () => {
  const store: TestStore = await createStore({ instance_up: 1, db_stats: 1 });
  const crowded = await createTestRole(database, 'crowded', 'CONNECTION LIMIT 3');
  const taken = await openMany(crowded, 2);
  const elsewhere = await createTestDatabase();
  const crowdedUrl = new URL(crowded);
  let app: RunningApp | undefined;
  try {
    app = startCollector(store.database.url, { CROWDED: crowdedUrl.href, SALES: elsewhere.url });
    const state = async () =>
      (await store.client.query("SELECT is_up, state_reason, state_hint FROM pgwatch2.source WHERE name = 'CROWDED'"))
        .rows[0];
    await until('the reason', async () => /hardly any connection is free/.test((await state())?.state_reason ?? ''));
    expect(await state()).toMatchObject({ is_up: false, state_hint: expect.stringContaining('larger plan') });
    await until('samples', async () => (await ticksOf(store, 'db_stats')).length > 0);
    for (let i = 0; i < 20; i++) {
      const { rows } = await observer.query(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE 'pgwatch-heroku%'",
        [elsewhere.name],
      );
      expect(rows[0].n).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await closeAll(taken.splice(0));
    await until('it is up', async () => (await state()).is_up === true);
  } finally {
    await end(app);
    await closeAll(taken);
    await elsewhere.drop();
    await store.close();
  }
});
