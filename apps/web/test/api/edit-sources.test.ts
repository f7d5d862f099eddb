import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { purgeDeletedSources, syncAttachedSources } from '@pgwatch-heroku/store';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import { deletedLongAgoSql, samplesOfSql, sourceIdSql } from '../server/sql/sources.js';
import { change, signIn, startApp, type TestApp } from '../server/support/start-app.js';
import { createStore, fillStore, open } from '../server/support/store.js';

let database: TestDatabase;
let client: Client;
let served: TestApp;
let admin: Awaited<ReturnType<typeof signIn>>;

beforeAll(async () => {
  database = await createStore();
  client = await open(database.superuserUrl);
  await fillStore(client);
  served = await startApp(database.superuserUrl, {
    attached: { SALES: database.superuserUrl },
    urls: { networks: ['127.0.0.0/8'], ports: [Number(new URL(database.superuserUrl).port)] },
  });
  admin = await signIn(served.app);
});
afterAll(async () => {
  await served.close();
  await client.end();
  await database.drop();
});

const settingsOf = async (name: string) => (await admin.get(`/api/v1/sources/${name}/settings`)).body;
const namesOf = async () =>
  (await admin.get('/api/v1/sources')).body.sources.map(({ name }: { name: string }) => name) as string[];

it('tells the second of two who edit one source who was first, and stores nothing of theirs', async () => {
  const { version } = await settingsOf('SALES');
  const first = await change(admin, 'patch', '/sources/SALES', { version, settings: { group: 'shop' } });
  expect([first.status, first.body.group]).toEqual([200, 'shop']);
  const second = await change(admin, 'patch', '/sources/SALES', { version, settings: { group: 'store' } });
  expect([second.status, second.body.code]).toEqual([409, 'edit-conflict']);
  expect(second.body.detail).toMatch(/^SALES was changed meanwhile by admin at 20/);
  expect((await settingsOf('SALES')).group).toBe('shop');
  const { entries } = (await admin.get('/api/v1/audit?target=SALES')).body;
  expect(entries[0]).toMatchObject({ action: 'update-source', before: { group: null }, after: { group: 'shop' } });
});

it('changes what is named and nothing else', async () => {
  const settings = { customMetrics: { locks: 30, db_size: 0 }, tags: { team: 'billing' }, onlyIfPrimary: true };
  await change(admin, 'patch', '/sources/SALES', { settings });
  expect(await settingsOf('SALES')).toMatchObject({ ...settings, group: 'shop', preset: 'heroku_postgres' });
  const [, sales] = (await admin.get('/api/v1/sources')).body.sources;
  expect(sales).toMatchObject({ name: 'SALES', group: 'shop', tags: { team: 'billing' } });
});

it.each([
  [{ preset: 'nope' }, 404, 'no-such-preset'],
  [{ customMetrics: { locks: -1 } }, 400, 'bad-request'],
  [{ customMetrics: { locks: 604_801 } }, 400, 'bad-request'],
  [{ customMetrics: { 'Robert"); --': 5 } }, 400, 'bad-request'],
  [{ url: 'postgres://u:p@h/d' }, 400, 'bad-request'],
  [{ group: 'a\0b' }, 400, 'bad-request'],
])('refuses the settings %j', async (settings, status, code) => {
  const { body } = await change(admin, 'patch', '/sources/SALES', { settings });
  expect([body.status, body.code]).toEqual([status, code]);
});

it('adds a database by URL, which is stored encrypted, and connects to it', async () => {
  const added = await change(admin, 'post', '/sources', { name: 'ENTERED', url: database.superuserUrl });
  expect([added.status, added.body]).toEqual([201, { names: ['ENTERED'] }]);
  const tested = await change(admin, 'post', '/sources/ENTERED/test');
  expect(tested.body).toMatchObject({ isUp: true, look: { database: database.name, canMonitor: true } });
  const again = await change(admin, 'post', '/sources', { name: 'ENTERED', url: database.superuserUrl });
  expect([again.status, again.body.code]).toEqual([409, 'name-taken']);
  expect(await settingsOf('ENTERED')).toMatchObject({ variable: null, isAttached: false });
});

it('finds the databases of a server by patterns, and adds several at once', async () => {
  const found = await change(admin, 'post', '/sources/discover', {
    ...{ of: { url: database.superuserUrl }, include: `^${database.name}$`, exclude: '^template' },
  });
  expect(found.body.databases).toEqual([{ name: database.name, mayConnect: true, sources: [] }]);
  const bad = await change(admin, 'post', '/sources/discover', { of: { source: 'SALES' }, include: '(' });
  expect([bad.status, bad.body.code]).toEqual([400, 'bad-request']);
  const several = { name: 'ALL', url: database.superuserUrl, databases: [database.name, 'postgres'] };
  expect((await change(admin, 'post', '/sources', several)).body.names).toEqual([
    `ALL_${database.name}`,
    'ALL_postgres',
  ]);
});

it('does nothing half: of several databases that are added none is, where one cannot be', async () => {
  const several = { name: 'ALL', url: database.superuserUrl, databases: ['another', 'postgres'] };
  expect((await change(admin, 'post', '/sources', several)).body.code).toBe('name-taken');
  expect(await namesOf()).not.toContain('ALL_another');
});

it('switches many off at once, and says which are not there', async () => {
  const answer = await change(admin, 'post', '/sources/bulk', {
    ...{ names: ['ENTERED', 'NOPE'], change: { kind: 'update', settings: { isEnabled: false } } },
  });
  expect(answer.body.results).toEqual([
    { name: 'ENTERED', outcome: 'updated' },
    { name: 'NOPE', outcome: 'no-such-source' },
  ]);
  expect((await settingsOf('ENTERED')).isEnabled).toBe(false);
});

it('does not delete what Heroku would attach again', async () => {
  const { status, body } = await change(admin, 'delete', '/sources/SALES');
  expect([status, body.code, body.hint]).toEqual([409, 'attached', expect.stringContaining('addons:detach')]);
});

it('deletes a source and keeps its history, which goes on when it is added again', async () => {
  const idOf = async () => (await client.query<{ id: number }>(sourceIdSql, ['ENTERED'])).rows[0]?.id;
  const id = await idOf();
  expect((await change(admin, 'delete', '/sources/ENTERED')).status).toBe(204);
  expect(await namesOf()).not.toContain('ENTERED');
  expect((await admin.get('/api/v1/sources/ENTERED')).status).toBe(404);
  await client.query(deletedLongAgoSql);
  expect(await purgeDeletedSources(client)).toEqual([]);
  await change(admin, 'post', '/sources', { name: 'ENTERED', url: database.superuserUrl });
  expect(await idOf()).toBe(id);
});

it('monitors a deleted source again when Heroku attaches it again', async () => {
  const attached = [{ alias: 'ARCHIVE', variable: 'PGWATCH2_MONITOREDDB_ARCHIVE_URL', sameAs: [] }];
  const sales = { alias: 'SALES', variable: 'PGWATCH2_MONITOREDDB_SALES_URL', sameAs: [] };
  await syncAttachedSources(client, [sales]);
  expect((await change(admin, 'delete', '/sources/ARCHIVE?data=remove')).status).toBe(204);
  expect(await namesOf()).not.toContain('ARCHIVE');
  await syncAttachedSources(client, [sales, ...attached]);
  expect(await settingsOf('ARCHIVE')).toMatchObject({ isEnabled: true, detachedAt: null });
  await client.query(deletedLongAgoSql);
  expect(await purgeDeletedSources(client)).toEqual([]);
});

it('removes a source with its history when asked to', async () => {
  const { rows } = await client.query<{ id: number }>(sourceIdSql, ['SALES']);
  const count = async () => (await client.query<{ count: number }>(samplesOfSql, [rows[0]?.id])).rows[0]?.count;
  expect(await count()).toBe(11);
  await syncAttachedSources(client, []);
  expect((await change(admin, 'delete', '/sources/SALES?data=remove')).status).toBe(204);
  // Samples of fetches that were under way may still arrive.
  expect(await purgeDeletedSources(client)).toEqual([]);
  await client.query(deletedLongAgoSql);
  expect(await purgeDeletedSources(client)).toEqual(['SALES']);
  expect(await count()).toBe(0);
});
