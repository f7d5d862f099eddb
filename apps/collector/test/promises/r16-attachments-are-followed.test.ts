import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import { syncAttachedSources, updateSourceFacts } from '@pgwatch-heroku/store';
import { createTestDatabase, createTestRole, type RunningApp, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { monitoredAttachments } from '../../src/discover/monitored-attachments.js';
import { relinkRenamed } from '../../src/discover/relink-renamed.js';
import { openSource } from '../../src/fetch/open-source.js';
import { StoreConnection } from '../../src/write/store-connection.js';
import { createStore, end, startCollector, type TestStore, ticksOf } from '../support.js';

const log = createLogger({ name: 'test', destination: { write: () => undefined } });
let sales: TestDatabase;
let crm: TestDatabase;
let store: TestStore;
let connection: StoreConnection;
let app: RunningApp | undefined;

beforeAll(async () => {
  [sales, crm] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
beforeEach(async () => {
  store = await createStore({ instance_up: 1, db_stats: 1 });
  connection = new StoreConnection(store.database.url, 'DATABASE_URL', 'samples');
});
afterEach(async () => {
  await end(app);
  await connection.end();
  await store.close();
});
afterAll(() => Promise.all([sales.drop(), crm.drop()]));

/** What a collector does when it starts with these attachments, by alias; those that answer say who they are. */
async function startWith(urls: Record<string, string>, answering = Object.keys(urls)): Promise<Map<string, number>> {
  const env = Object.entries(urls).map(([alias, url]) => [`PGWATCH2_MONITOREDDB_${alias}_URL`, url]);
  const attachments = monitoredAttachments(Object.fromEntries(env));
  await relinkRenamed({ store: connection, attachments, log });
  await syncAttachedSources(store.client, attachments);
  const { rows } = await store.client.query('SELECT id, name FROM pgwatch2.source');
  for (const { id, name } of rows) {
    const url = answering.includes(name) && urls[name];
    if (!url) continue;
    const live = await openSource(url, name);
    await updateSourceFacts(store.client, id, live.facts);
    await live.close();
  }
  return new Map(rows.map(({ id, name }) => [name, id]));
}
const attachedNames = () => store.values('SELECT name FROM pgwatch2.source WHERE detached_at IS NULL ORDER BY name');
/** The same server by another name, so that two variables with it are two sources. */
const elsewhere = (url: string) => url.replace('127.0.0.1', 'localhost');

it('keeps the history of a database under the new name when its attachment is renamed', async () => {
  app = startCollector(store.database.url, { OLD: sales.url, KEPT: crm.url });
  await until('samples', async () => (await ticksOf(store, 'db_stats', 'OLD')).length >= 2);
  await until(
    'facts',
    async () => (await store.values('SELECT 1 FROM pgwatch2.source WHERE facts_at IS NULL')).length === 0,
  );
  app.kill('SIGTERM');
  await app.exited;
  const before = await ticksOf(store, 'db_stats', 'OLD');
  app = startCollector(store.database.url, { RENAMED: sales.url, KEPT: crm.url });
  await until('more samples', async () => (await ticksOf(store, 'db_stats', 'RENAMED')).length >= before.length + 2);
  expect((await ticksOf(store, 'db_stats', 'RENAMED')).slice(0, before.length)).toEqual(before);
  expect(await store.values('SELECT name FROM pgwatch2.source ORDER BY name')).toEqual(['KEPT', 'RENAMED']);
  expect(app.events('sources-changed').map(({ change }) => change)).toEqual(['OLD is RENAMED now']);
}, 180_000);

it('goes on with the same source when its credential is rotated', async () => {
  const before = await startWith({ SALES: sales.url });
  const after = await startWith({ SALES: await createTestRole(sales, 'rotated') });
  expect(after).toEqual(before);
  expect(await attachedNames()).toEqual(['SALES']);
});

it('goes on with the same source when its database was upgraded to another server', async () => {
  const before = await startWith({ SALES: sales.url });
  const after = await startWith({ SALES: crm.url });
  expect(after).toEqual(before);
});

it('pauses a source whose attachment is removed, and goes on with it when it is back', async () => {
  const before = await startWith({ SALES: sales.url, CRM: crm.url });
  await startWith({ CRM: crm.url });
  expect(await attachedNames()).toEqual(['CRM']);
  expect(await startWith({ SALES: sales.url, CRM: crm.url })).toEqual(before);
  expect(await attachedNames()).toEqual(['CRM', 'SALES']);
});

it('makes new sources where two new names lead to the database of one that is gone', async () => {
  const before = await startWith({ OLD: sales.url });
  const after = await startWith({ ONE: sales.url, OTHER: elsewhere(sales.url) });
  expect(after.get('OLD')).toBe(before.get('OLD'));
  expect(await attachedNames()).toEqual(['ONE', 'OTHER']);
});

it('makes a new source where two that are gone had the same database', async () => {
  await startWith({ LEADER: sales.url, FOLLOWER: elsewhere(sales.url) });
  await startWith({ NEW: sales.url });
  expect(await store.values('SELECT name FROM pgwatch2.source ORDER BY name')).toEqual(['FOLLOWER', 'LEADER', 'NEW']);
});

it('leaves a source alone whose attachment is still there when a second name leads to its database', async () => {
  const before = await startWith({ SALES: sales.url });
  const after = await startWith({ SALES: sales.url, AGAIN: elsewhere(sales.url) });
  expect(after.get('SALES')).toBe(before.get('SALES'));
  expect(await attachedNames()).toEqual(['AGAIN', 'SALES']);
});

it('recognises a renamed database at a later start when it did not answer at the first', async () => {
  const before = await startWith({ OLD: sales.url });
  const down = new URL(sales.url);
  down.port = '1';
  const during = await startWith({ RENAMED: down.href }, []);
  expect(during.get('RENAMED')).not.toBe(before.get('OLD'));
  const after = await startWith({ RENAMED: sales.url });
  expect(after).toEqual(new Map([['RENAMED', before.get('OLD')]]));
  expect(await attachedNames()).toEqual(['RENAMED']);
});
