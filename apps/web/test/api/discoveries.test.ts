import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { type Client, createLogger, SourceAccess } from '@pgwatch-heroku/shared';
import { listDiscoveries, readAudit } from '@pgwatch-heroku/store';
import { createTestDatabase, createTestRole, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { createPools, type Pools } from '../../src/create-pools.js';
import { keepDiscovering } from '../../src/discovery/keep-discovering.js';
import { connectionsToSql, dueSql, renameDatabaseSql, sourceTextSql } from '../server/sql/sources.js';
import { change, secretKey, signIn, startApp, type TestApp } from '../server/support/start-app.js';
import { createStore, open } from '../server/support/store.js';

let store: TestDatabase;
let client: Client;
let pools: Pools;
let served: TestApp;
let admin: Awaited<ReturnType<typeof signIn>>;
/** Three databases of the server, beside those of other tests. */
let databases: TestDatabase[];

const urls = () => ({ networks: ['127.0.0.0/8'], ports: [Number(new URL(store.superuserUrl).port)] });
const fits = () => `^(${databases.map(({ name }) => name).join('|')})$`;
const sourcesOf = (...some: (TestDatabase | undefined)[]) => some.map((one) => `SHOP_${one?.name}`).sort();
const source = async (database: TestDatabase) => (await admin.get(`/api/v1/sources/SHOP_${database.name}`)).body;
const discovery = async () => (await admin.get('/api/v1/discoveries')).body.discoveries[0];
const create = (body: object = {}) =>
  change(admin, 'post', '/discoveries', { name: 'SHOP', url: databases[0]?.superuserUrl, include: fits(), ...body });
const remove = (sources: string) => change(admin, 'delete', `/discoveries/SHOP?sources=${sources}`);

beforeAll(async () => {
  store = await createStore();
  client = await open(store.superuserUrl);
  pools = createPools(store.superuserUrl, 'the test store');
  served = await startApp(store.superuserUrl, { urls: urls() });
  admin = await signIn(served.app);
  databases = await Promise.all([1, 2, 3].map(() => createTestDatabase()));
});
afterAll(async () => {
  await served.close();
  await Promise.all([client.end(), pools.reading.end(), pools.sessions.end()]);
  await Promise.all([store, ...databases].map((one) => one.drop()));
});
afterEach(() => remove('delete'));

/** As the web dyno does when ten minutes are over. */
async function runWhenDue(options: { allowUrlSources?: boolean; networks?: string[] } = {}): Promise<string[]> {
  await client.query(dueSql);
  const lines: string[] = [];
  const log = createLogger({ name: 'web', level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const stop = new AbortController();
  const settings = { attached: new Map(), secretKey, allowUrlSources: true, ...urls(), ...options };
  const access = new SourceAccess(settings);
  const running = keepDiscovering({ access, writing: pools.sessions, log, signal: stop.signal, everyMs: 20 });
  if (settings.allowUrlSources) {
    await until('the run is over', async () => (await listDiscoveries(client))[0]?.ranAt !== null);
    stop.abort();
  }
  // Switched off it ends by itself.
  await running;
  return lines;
}

it('adds what appears and pauses what vanishes by itself, and goes on with what is back', async () => {
  const [first, second, third] = databases as [TestDatabase, TestDatabase, TestDatabase];
  await client.query(renameDatabaseSql(third.name, `${third.name}_later`));
  const created = await create({ settings: { preset: 'basic', group: 'shop', tags: { team: 'orders' } } });
  expect([created.status, created.body]).toMatchObject([
    201,
    { name: 'SHOP', include: fits(), preset: 'basic', group: 'shop', error: null, sources: sourcesOf(first, second) },
  ]);
  expect(await source(first)).toMatchObject({ preset: 'basic', group: 'shop', tags: { team: 'orders' } });
  await change(admin, 'patch', `/sources/SHOP_${first.name}`, { settings: { group: 'mine' } });

  await client.query(renameDatabaseSql(`${third.name}_later`, third.name));
  await client.query(renameDatabaseSql(second.name, `${second.name}_gone`));
  const log = await runWhenDue();
  expect(log.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ event: 'discovered', added: sourcesOf(third), paused: sourcesOf(second), resumed: [] }),
  ]);
  expect(await discovery()).toMatchObject({ sources: sourcesOf(...databases), vanished: sourcesOf(second) });
  expect(await source(second)).toMatchObject({
    ...{ state: 'paused', isEnabled: false },
    reason: expect.stringMatching(/^Its server has no such database any more since 20/),
  });
  expect(await source(first)).toMatchObject({ group: 'mine', isEnabled: true });
  for (const [database, action] of [
    [second, 'pause-source'],
    [third, 'add-source'],
  ] as const) {
    const entries = await readAudit(client, { target: `SHOP_${database.name}`, actor: 'discovery SHOP', limit: 9 });
    expect(entries.at(-1)).toMatchObject({ via: 'discovery', action });
  }
  expect((await admin.get('/api/v1/audit')).status).toBe(200);

  await client.query(renameDatabaseSql(`${second.name}_gone`, second.name));
  await runWhenDue();
  expect(await source(second)).toMatchObject({ isEnabled: true, state: 'unknown' });
  expect(await discovery()).toMatchObject({ vanished: [], leftAlone: [], error: null });
});

it('keeps no connection, and shows nobody the URL', async () => {
  await create();
  const { password } = new URL(store.superuserUrl);
  const texts = await client.query(sourceTextSql);
  expect(JSON.stringify([await discovery(), texts.rows, served.log])).not.toContain(`:${password}@`);
  // The server may take a moment to notice that one has ended.
  await until('no connection is left', async () => {
    const { rows } = await client.query<{ count: number }>(connectionsToSql, [databases[0]?.name]);
    return rows[0]?.count === 0;
  });
});

it('leaves alone what somebody deleted or switched off', async () => {
  const [first, second, third] = databases as [TestDatabase, TestDatabase, TestDatabase];
  await create();
  await change(admin, 'delete', `/sources/SHOP_${first.name}`);
  await change(admin, 'patch', `/sources/SHOP_${second.name}`, { settings: { isEnabled: false } });
  await runWhenDue();
  expect(await discovery()).toMatchObject({ sources: sourcesOf(second, third), leftAlone: [first.name], vanished: [] });
  expect(await source(second)).toMatchObject({ isEnabled: false, reason: 'It is switched off.' });
});

it('says in words why a run came to nothing, changes nothing then, and keeps what it has when it is removed', async () => {
  await create();
  // Of a deployment that allows these networks no more: the guard holds at every run.
  await runWhenDue({ networks: [] });
  const failed = await discovery();
  expect(failed).toMatchObject({
    error: 'No PostgreSQL server can be reached there',
    hint: expect.stringContaining('PGWATCH2_URL_SOURCE_NETWORKS'),
    sources: sourcesOf(...databases),
    vanished: [],
  });
  const again = await change(admin, 'post', '/discoveries/SHOP/run');
  expect(again.body).toMatchObject({ error: null, hint: null });
  expect((await remove('keep')).status).toBe(204);
  expect(await discovery()).toBeUndefined();
  const [first] = databases as [TestDatabase];
  expect(await source(first)).toMatchObject({ isEnabled: true });
  // Added anew it takes them over, and with them they go.
  expect((await create()).body.sources).toEqual(sourcesOf(...databases));
  await remove('delete');
  expect((await admin.get('/api/v1/sources')).body.sources).toEqual([]);
});

it('gives itself and its sources another URL, each with its own database', async () => {
  const [first, , third] = databases as [TestDatabase, TestDatabase, TestDatabase];
  await create();
  const url = await createTestRole(first, 'rotated');
  const set = await change(admin, 'put', '/discoveries/SHOP/url', { url });
  expect([set.status, set.body]).toMatchObject([200, { error: null, sources: sourcesOf(...databases) }]);
  const tested = await change(admin, 'post', `/sources/SHOP_${third.name}/test`);
  expect(tested.body.look).toMatchObject({ user: new URL(url).username, database: third.name });
  expect((await change(admin, 'put', '/discoveries/NOPE/url', { url })).body.code).toBe('no-such-discovery');
});

it.each([
  [{ include: '(' }, 201, { error: 'A pattern is not a regular expression' }],
  [{ settings: { preset: 'nope' } }, 404, { code: 'no-such-preset' }],
  [{ url: 'postgres://u:p@169.254.169.254/d' }, 400, { code: 'bad-url' }],
  [{ name: 'a b' }, 400, { code: 'bad-request' }],
])('answers %j with %d and what is wrong', async (body, status, answer) => {
  const created = await create(body);
  expect([created.status, created.body]).toMatchObject([status, answer]);
});

it('refuses a second one of the same name, and knows none that is not there', async () => {
  await create();
  expect((await create()).body.code).toBe('name-taken');
  expect((await change(admin, 'post', '/discoveries/NOPE/run')).body.code).toBe('no-such-discovery');
  expect((await change(admin, 'delete', '/discoveries/NOPE')).body.code).toBe('no-such-discovery');
});

it('does nothing where databases may not be added by URL, and says so', async () => {
  await create();
  const off = await startApp(store.superuserUrl, { urls: { ...urls(), allowUrlSources: false } });
  const agent = await signIn(off.app);
  expect((await agent.get('/api/v1/discoveries')).body).toMatchObject({ isOff: true, discoveries: [{ name: 'SHOP' }] });
  expect((await change(agent, 'post', '/discoveries/SHOP/run')).body.code).toBe('url-sources-off');
  const log = await runWhenDue({ allowUrlSources: false });
  expect(log.join()).toContain('PGWATCH2_ALLOW_URL_SOURCES is false, which stops the discoveries SHOP');
  expect((await listDiscoveries(client))[0]?.ranAt).toBeNull();
  await off.close();
});
