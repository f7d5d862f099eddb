import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { createPool } from '@pgwatch-heroku/shared';
import { addViewer, removeViewer, setViewerPassword } from '@pgwatch-heroku/store';
import { type FaultyProxy, startFaultyProxy, until } from '@pgwatch-heroku/testkit';
import { hashPassword } from '../../src/password/password-hash.js';
import { deleteSessionsSql, expireSessionsSql, setAdminPasswordSql } from '../sql/sessions.js';
import { Browser } from '../support/browser.js';
import { openWebsocket } from '../support/raw.js';
import { adminPassword, createApp, createStore, passwordLog2N } from '../support/start-app.js';
import { type GrafanaApp, startGrafanaApp } from '../support/start-grafana-app.js';

const actor = { user: 'admin', via: 'session' } as const;
let store: Awaited<ReturnType<typeof createStore>>;
let proxy: FaultyProxy;
let proxied: ReturnType<typeof createPool>;
let served: GrafanaApp;

beforeAll(async () => {
  store = await createStore();
  proxy = await startFaultyProxy(store.database.superuserUrl);
  proxied = createPool({ url: proxy.url, label: 'the store', applicationName: 'gateway-test', maxConnections: 2 });
  const storeUrl = store.database.superuserUrl;
  served = await startGrafanaApp(proxied, { storeUrl, viewersAllowed: true, recheckMs: 50 });
  await served.ready();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await store.pool.query(deleteSessionsSql);
});
afterAll(async () => {
  await served.close();
  await proxied.end();
  await proxy.close();
  await store.drop();
});

const hash = (password: string) => hashPassword(password, passwordLog2N);

async function signIn(user = 'admin', password = adminPassword): Promise<Browser> {
  const browser = new Browser(served.app);
  expect((await browser.signIn({ user, password })).status).toBe(303);
  return browser;
}

async function openLive({ cookies, origin }: Browser) {
  const socket = await openWebsocket(served.port, '/grafana/api/live/ws', {
    Host: new URL(origin).host,
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-For': '203.0.113.7',
    Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    Origin: origin,
  });
  expect(await socket.next()).toMatch(/Admin|Viewer/);
  return socket;
}

const minuteMs = 60_000;
const now = performance.now.bind(performance);
/** The clock that what is remembered is measured by. */
const letPass = (ms: number) => jest.spyOn(performance, 'now').mockImplementation(() => now() + ms);
/** Longer than the answer which password is in force is good for. */
const forgetPasswords = () => letPass(6_000);

// What another dyno, or anybody with psql, does to the store.
it.each([
  ['its row is deleted', () => store.pool.query(deleteSessionsSql)],
  ['nobody used it for 8 hours', () => store.pool.query(expireSessionsSql, [new Date(Date.now() - 1_000), null])],
  [
    'it is 30 days old, however busy',
    () => store.pool.query(expireSessionsSql, [null, Date.now() - 31 * 24 * 60 * minuteMs]),
  ],
])('ends the open websocket of a session when %s', async (_what, end) => {
  const socket = await openLive(await signIn());
  await end();
  await socket.closed;
});

it.each([
  ['removed', () => removeViewer(store.pool, actor, 'ann')],
  [
    'given another password',
    async () => setViewerPassword(store.pool, actor, { name: 'ann', hash: await hash('new') }),
  ],
])("ends a viewer's when the viewer is %s, and leaves others open", async (_what, end) => {
  for (const name of ['ann', 'bob']) await addViewer(store.pool, actor, { name, hash: await hash('first') });
  const [ann, bob] = [await openLive(await signIn('ann', 'first')), await openLive(await signIn('bob', 'first'))];
  await end();
  forgetPasswords();
  await ann.closed;
  bob.send('ping');
  expect(await bob.next()).toBe('ping');
  bob.end();
  for (const name of ['ann', 'bob']) await removeViewer(store.pool, actor, name);
});

it('ends it when the session signs out on another web dyno', async () => {
  const browser = await signIn();
  const socket = await openLive(browser);
  const other = await createApp(store.pool);
  const there = new Browser(other.app);
  for (const [name, value] of browser.cookies) there.cookies.set(name, value);
  const { csrfToken } = (await there.get('/api/v1/session')).body as { csrfToken: string };
  expect((await there.post('/signout', {}, { 'X-CSRF-Token': csrfToken })).status).toBe(204);
  await socket.closed;
  other.close();
});

it('ends it when the same browser signs in anew', async () => {
  const browser = await signIn();
  const socket = await openLive(browser);
  expect((await browser.signIn({ password: adminPassword })).status).toBe(303);
  await socket.closed;
});

it('asks the store once for the sessions of all', async () => {
  const queries = jest.spyOn(proxied, 'query');
  const sockets = [];
  for (const browser of [await signIn(), await signIn(), await signIn()]) {
    sockets.push(await openLive(browser), await openLive(browser));
  }
  const before = queries.mock.calls.length;
  await until('they were looked at', () => queries.mock.calls.length > before + 3);
  for (const [text, values] of queries.mock.calls.slice(before) as unknown as [string, [string[]]][]) {
    expect(text).toContain('WHERE sid = ANY');
    expect(new Set(values[0]).size).toBe(3);
  }
  for (const socket of sockets) socket.end();
});

it('keeps them while the store is away, as requests are still let in, and no longer', async () => {
  const failures = () => served.log.filter((line) => line.includes('session-check-failed')).length;
  const browser = await signIn();
  const socket = await openLive(browser);
  await proxy.refuse();
  try {
    await until('the store was asked in vain some times', () => failures() > 3);
    socket.send('ping');
    expect(await socket.next()).toBe('ping');
    expect((await browser.get('/grafana/api/user')).status).toBe(200);
    letPass(16 * minuteMs);
    await socket.closed;
    expect((await browser.get('/grafana/api/user')).status).toBe(500);
  } finally {
    await proxy.heal();
  }
});

it("ends the admin's when the password is changed", async () => {
  const socket = await openLive(await signIn());
  await store.pool.query(setAdminPasswordSql, [await hash('chosen in the UI'), await hash(adminPassword)]);
  forgetPasswords();
  await socket.closed;
});
