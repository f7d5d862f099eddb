import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { createPool } from '@pgwatch-heroku/shared';
import { addViewer, setViewerPassword } from '@pgwatch-heroku/store';
import { startFaultyProxy, until } from '@pgwatch-heroku/testkit';
import { hashPassword } from '../../src/password/password-hash.js';
import { countSessionsSql, expireSessionsSql, readSessionsSql } from '../sql/sessions.js';
import { Browser, setCookies } from '../support/browser.js';
import { adminPassword, createApp, createStore, passwordLog2N, type TestApp } from '../support/start-app.js';

let store: Awaited<ReturnType<typeof createStore>>;
let served: TestApp;
const password = adminPassword;

beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.drop());
beforeEach(async () => {
  served = await createApp(store.pool);
});
afterEach(() => served.close());

it('asks a page to sign in and brings it back, and refuses the API', async () => {
  const browser = new Browser(served.app);
  const page = await browser.get('/sources/SALES?from=now-1h', { Accept: 'text/html' });
  expect(page.status).toBe(302);
  expect(page.headers['location']).toBe('/signin?next=%2Fsources%2FSALES%3Ffrom%3Dnow-1h');
  const api = await browser.get('/api/v1/session', { Accept: 'text/html' });
  expect(api.status).toBe(401);
  expect(api.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(api.body).toEqual({
    ...{ type: '/api/docs#signed-out', title: 'Signed out', status: 401, code: 'signed-out' },
    detail: expect.any(String),
    hint: expect.any(String),
  });
  const signedIn = await browser.signIn({ password }, {}, '?next=%2Fsources%2FSALES%3Ffrom%3Dnow-1h');
  expect(signedIn.status).toBe(303);
  expect(signedIn.headers['location']).toBe('/sources/SALES?from=now-1h');
  expect((await browser.get('/api/v1/session')).body).toEqual({
    ...{ user: 'admin', role: 'admin', via: 'session' },
    csrfToken: expect.any(String),
  });
});

it('stores nothing for a visitor who does not sign in', async () => {
  const before = await store.pool.query(countSessionsSql);
  const browser = new Browser(served.app);
  await browser.get('/signin');
  await browser.get('/', { Accept: 'text/html' });
  await browser.signIn({ password: 'wrong' });
  expect((await store.pool.query(countSessionsSql)).rows).toEqual(before.rows);
});

it('sets a __Host- cookie that is HttpOnly, Secure, SameSite=Lax on https', async () => {
  const [cookie, ...rest] = setCookies(await new Browser(served.app).signIn({ password }));
  expect(rest).toEqual([]);
  expect(cookie).toMatch(/^__Host-pgwatch=/);
  const flags = (cookie ?? '').split('; ').slice(1).sort();
  expect(flags).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
});

it.each(['localhost:5000', '127.0.0.1:5000', '[::1]:5000', 'pgwatch.localhost:5000'])(
  'works over plain http at %s, with a cookie of another name',
  async (host) => {
    const browser = new Browser(served.app, { scheme: 'http', host });
    const [cookie] = setCookies(await browser.signIn({ password }));
    expect(cookie).toMatch(/^pgwatch-loopback=/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    expect((await browser.get('/api/v1/session')).status).toBe(200);
  },
);

it('does not take a loopback session over https under the other name', async () => {
  const loopback = new Browser(served.app, { scheme: 'http', host: 'localhost' });
  await loopback.signIn({ password });
  const browser = new Browser(served.app);
  browser.cookies.set('__Host-pgwatch', loopback.cookies.get('pgwatch-loopback') ?? '');
  expect((await browser.get('/api/v1/session')).status).toBe(401);
});

it.each(['monitor.example.com', 'localhost.example.com', '127.0.0.1.example.com', 'example.com:8080'])(
  'redirects plain http at %s to https',
  async (host) => {
    const response = await new Browser(served.app, { scheme: 'http', host }).get('/setup?a=b');
    expect(response.status).toBe(308);
    expect(response.headers['location']).toBe(`https://${host.replace(/:.*/, '')}/setup?a=b`);
    expect(setCookies(response)).toEqual([]);
  },
);

it.each([
  ['X-Forwarded-Host', { 'X-Forwarded-Host': 'localhost' }],
  ["a scheme before the router's", { 'X-Forwarded-Proto': 'https, http' }],
  ['several, and no spaces', { 'X-Forwarded-Proto': 'https,https,http' }],
])('believes the scheme that the router saw, whatever the client put before it: %s', async (_what, headers) => {
  const browser = new Browser(served.app, { scheme: 'http', host: 'monitor.example.com' });
  const response = await browser.get('/signin', headers as Record<string, string>);
  expect(response.status).toBe(308);
  expect(setCookies(response)).toEqual([]);
});

it('takes a request for encrypted when the router says so after what the client put', async () => {
  const browser = new Browser(served.app, { scheme: 'http', host: 'monitor.example.com' });
  const response = await browser.get('/signin', { 'X-Forwarded-Proto': 'http, https' });
  expect(response.status).toBe(200);
  expect(setCookies(response)[0]).toMatch(/^__Host-/);
});

it('changes the session id at every sign-in', async () => {
  const browser = new Browser(served.app);
  const ids = new Set<string | undefined>();
  for (let round = 0; round < 2; round++) {
    await browser.signIn({ password });
    ids.add(browser.cookies.get('__Host-pgwatch'));
  }
  expect(ids.size).toBe(2);
  expect(ids).not.toContain(undefined);
});

it('gives an id that was planted before sign-in no rights', async () => {
  const planted = 's:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  const victim = new Browser(served.app);
  victim.cookies.set('__Host-pgwatch', encodeURIComponent(planted));
  await victim.signIn({ password });
  const attacker = new Browser(served.app);
  attacker.cookies.set('__Host-pgwatch', encodeURIComponent(planted));
  expect((await attacker.get('/api/v1/session')).status).toBe(401);
});

it('ends the session on the server at sign-out', async () => {
  const browser = new Browser(served.app);
  await browser.signIn({ password });
  const cookie = browser.cookies.get('__Host-pgwatch') ?? '';
  const { csrfToken } = (await browser.get('/api/v1/session')).body;
  const signedOut = await browser.post('/signout', {}, { 'X-CSRF-Token': csrfToken });
  expect(signedOut.status).toBe(204);
  expect(browser.cookies.has('__Host-pgwatch')).toBe(false);
  const thief = new Browser(served.app);
  thief.cookies.set('__Host-pgwatch', cookie);
  expect((await thief.get('/api/v1/session')).status).toBe(401);
});

it('does not let a session in that was signed out while a page was reading it, when the store then goes away', async () => {
  const proxy = await startFaultyProxy(store.database.superuserUrl);
  const pool = createPool({ url: proxy.url, label: 'the store', applicationName: 'gateway-test', maxConnections: 2 });
  const behind = await createApp(pool);
  const [browser, thief] = [new Browser(behind.app), new Browser(behind.app)];
  await browser.signIn({ password });
  for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
  const { csrfToken } = (await browser.get('/api/v1/session')).body;

  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let isRead = false;
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  jest.spyOn(pool, 'query').mockImplementationOnce((async (...args: unknown[]) => {
    const rows = await query(...args);
    isRead = true;
    await held;
    return rows;
  }) as typeof pool.query);
  const reading = thief.get('/api/v1/session');
  await until('the session is read', () => isRead);
  expect((await browser.post('/signout', {}, { 'X-CSRF-Token': csrfToken })).status).toBe(204);
  answer();
  expect((await reading).status).toBe(200);
  await proxy.refuse();
  expect((await thief.get('/api/v1/session')).status).toBe(500);
  behind.close();
  await pool.end();
  await proxy.close();
});

it('ends a session that is not used for 8 hours, and any after 30 days', async () => {
  const browser = new Browser(served.app);
  await browser.signIn({ password });
  const { rows } = await store.pool.query(readSessionsSql);
  const hours = Number(rows.at(-1).hours_left);
  expect(hours).toBeGreaterThan(7.9);
  expect(hours).toBeLessThanOrEqual(8.1);
  const days31 = 31 * 86_400_000;
  await store.pool.query(expireSessionsSql, [null, Date.now() - days31]);
  expect((await browser.get('/api/v1/session')).status).toBe(401);
  await browser.signIn({ password });
  expect((await browser.get('/api/v1/session')).status).toBe(200);
  await store.pool.query(expireSessionsSql, [new Date(Date.now() - 1_000), null]);
  expect((await browser.get('/api/v1/session')).status).toBe(401);
});

it.each([
  ['keeps sessions over a restart', {}, 200],
  ['signs everybody out when the secret key changes', { secretKey: 'another key, long enough' }, 401],
  ['signs everybody out when the password changes', { adminPassword: 'another password' }, 401],
])('%s', async (_promise, change, status) => {
  const browser = new Browser(served.app);
  await browser.signIn({ password });
  const restarted = await createApp(store.pool, change);
  const there = new Browser(restarted.app);
  there.cookies.set('__Host-pgwatch', browser.cookies.get('__Host-pgwatch') ?? '');
  expect((await there.get('/api/v1/session')).status).toBe(status);
  restarted.close();
});

it('lets a viewer in with a password that was changed elsewhere a moment ago, while their old page still asks', async () => {
  const actor = { user: 'admin', via: 'session' } as const;
  const hash = (text: string) => hashPassword(text, passwordLog2N);
  await addViewer(store.pool, actor, { name: 'ann', hash: await hash('first') });
  const old = new Browser(served.app);
  await old.signIn({ user: 'ann', password: 'first' });
  expect((await old.get('/api/v1/session')).status).toBe(200);
  await setViewerPassword(store.pool, actor, { name: 'ann', hash: await hash('second') });
  const browser = new Browser(served.app);
  expect((await browser.signIn({ user: 'ann', password: 'second' })).status).toBe(303);
  expect((await browser.get('/api/v1/session')).body).toMatchObject({ user: 'ann', role: 'viewer' });
  expect((await old.get('/api/v1/session')).status).toBe(401);
});

it('keeps a token out of every URL: a session id in the query opens nothing', async () => {
  const browser = new Browser(served.app);
  await browser.signIn({ password });
  const cookie = browser.cookies.get('__Host-pgwatch') ?? '';
  const other = await new Browser(served.app).get(`/api/v1/session?__Host-pgwatch=${cookie}&sid=${cookie}`);
  expect(other.status).toBe(401);
});
