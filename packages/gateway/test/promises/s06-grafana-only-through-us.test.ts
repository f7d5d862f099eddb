import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { until } from '@pgwatch-heroku/testkit';
import { deleteSessionsSql } from '../sql/sessions.js';
import { Browser } from '../support/browser.js';
import { openWebsocket, sendRaw } from '../support/raw.js';
import { adminPassword, createStore } from '../support/start-app.js';
import { type GrafanaApp, startGrafanaApp } from '../support/start-grafana-app.js';

const host = 'monitor.example.com';
const origin = `https://${host}`;
let store: Awaited<ReturnType<typeof createStore>>;
let served: GrafanaApp;
let browser: Browser;

beforeAll(async () => {
  store = await createStore();
  served = await startGrafanaApp(store.pool, { storeUrl: store.database.superuserUrl });
  await served.ready();
  browser = new Browser(served.app);
  expect((await browser.signIn({ password: adminPassword })).status).toBe(303);
});
afterAll(async () => {
  await served.close();
  await store.drop();
});

/** As Heroku's router would pass it on, with the cookies of somebody who is signed in unless told. */
const rawHeaders = (cookies: ReadonlyMap<string, string> = browser.cookies) => ({
  Host: host,
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-For': '203.0.113.7',
  ...(cookies.size > 0 ? { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
});
const headerLines = () => Object.entries(rawHeaders()).map(([name, value]) => `${name}: ${value}`);

/** What a client could say about itself; the spelling of names does not matter to HTTP. */
const forged = {
  'X-WEBAUTH-USER': 'mallory',
  'x-webauth-role': 'GrafanaAdmin',
  'X-WEBAUTH-NAME': 'mallory',
  'X-Webauth-Email': 'mallory@example.com',
  'X-WEBAUTH-GROUPS': 'mallory',
  X_WEBAUTH_USER: 'mallory',
  Authorization: 'Bearer glsa_of_mallory',
  'Proxy-Authorization': 'Basic bWFsbG9yeQ==',
  'X-Grafana-Org-Id': '7',
  'X-Grafana-Device-Id': 'mallory',
  'X-Grafana-Id': 'mallory',
  'X-DS-Authorization': 'Basic bWFsbG9yeQ==',
  X_DS_Authorization: 'Basic bWFsbG9yeQ==',
  'X-JWT-Assertion': 'mallory',
  'X-Access-Token': 'mallory',
  'X-Id-Token': 'mallory',
  'X-Forwarded-Host': 'mallory.example.com',
  'X-Forwarded-Prefix': '/mallory',
  'X-Real-IP': '198.51.100.9',
  Forwarded: 'for=mallory',
  Via: '1.1 mallory',
};

it.each(Object.entries(forged))('keeps %s of a client from Grafana', async (name, value) => {
  const headers = { [name]: value, 'X-Harmless': 'kept' };
  const { body } = await browser.get('/grafana/stand-in/headers', headers);
  const seen = (body as { headers: Record<string, string> }).headers;
  expect(Object.values(seen)).not.toContain(value);
  expect(seen).toMatchObject({ 'x-harmless': 'kept', 'x-webauth-user': 'admin', 'x-webauth-role': 'Admin' });
  const socket = await openWebsocket(served.port, '/grafana/api/live/ws', {
    ...rawHeaders(),
    Origin: origin,
    ...headers,
  });
  expect(await socket.next()).toBe('admin Admin');
  socket.end();
});

it('tells Grafana who somebody is, whatever the client says about it', async () => {
  const { body } = await browser.get('/grafana/stand-in/headers', forged);
  const { headers } = body as { headers: Record<string, string> };
  expect(JSON.stringify(headers)).not.toContain('mallory');
  expect(headers).toMatchObject({
    'x-webauth-user': 'admin',
    'x-webauth-role': 'Admin',
    host,
    'x-forwarded-host': host,
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '203.0.113.7',
  });
  expect(headers).not.toHaveProperty('authorization');
  expect(headers).not.toHaveProperty('x-grafana-org-id');
  expect((await browser.get('/grafana/api/user', forged)).body).toEqual({ login: 'admin', role: 'Admin' });
});

it('lets nobody in who is not signed in, with whatever header or cookie of Grafana', async () => {
  const stranger = new Browser(served.app);
  stranger.cookies.set('grafana_session', 'abc');
  for (const headers of [{}, forged, { Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` }]) {
    expect((await stranger.get('/grafana/api/user', headers)).status).toBe(401);
    const page = await stranger.get('/grafana/d/x', { ...headers, Accept: 'text/html' });
    expect(page.headers['location']).toBe('/signin?next=%2Fgrafana%2Fd%2Fx');
  }
});

it('keeps our cookies from Grafana and its session from the browser', async () => {
  browser.cookies.set('grafana_session', 'abc');
  browser.cookies.set('grafana_lang', 'en');
  const { body } = await browser.get('/grafana/stand-in/headers');
  expect((body as { headers: Record<string, string> }).headers['cookie']).toBe('grafana_lang=en');
  expect((await browser.get('/grafana/api/user')).body).toEqual({ login: 'admin', role: 'Admin' });
  browser.cookies.delete('grafana_session');
  await browser.get('/grafana/', { Accept: 'text/html' });
  expect(browser.cookies.get('grafana_session')).toBeUndefined();
  expect(browser.cookies.get('grafana_theme')).toBe('dark');
});

it("leaves Grafana's pages to Grafana's own security headers, and keeps ours elsewhere", async () => {
  const page = await browser.get('/grafana/', { Accept: 'text/html' });
  expect(page.headers['content-security-policy']).toBeUndefined();
  expect(page.headers['x-frame-options']).toBe('deny');
  expect(page.headers['strict-transport-security']).toContain('max-age=');
  expect((await browser.get('/')).headers['content-security-policy']).toContain("default-src 'none'");
});

it('posts from its own pages and from no others', async () => {
  const text = { 'Content-Type': 'application/json' };
  const own = await browser.post('/grafana/stand-in/echo', { a: 1 }, text);
  expect(own.body).toEqual({ a: 1 });
  for (const headers of [{ Origin: 'https://evil.example.com' }, { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }]) {
    expect((await browser.post('/grafana/stand-in/echo', { a: 1 }, headers)).status).toBe(403);
  }
});

it.each([
  '/grafana/../api/v1/session',
  '/grafana/..',
  '/grafana/./x',
  '/grafana/%2e%2e/api/v1/session',
  '/grafana/%2E./x',
  '/grafana/%252e%252e/x',
  '/grafana/%25252e%25252e/x',
  '/grafana/a/..%2f..%2fetc',
  '/grafana/a%2f..%2f..%2fetc',
  '/grafana/..%5c..%5cetc',
  '/grafana/..\\..\\etc',
  '/grafana/..;/x',
  '/grafana/a%00b',
  '/grafana/a%0d%0ab',
  '/grafana/%zz',
])('refuses %s, which climbs out', async (path) => {
  const answer = await sendRaw(served.port, [`GET ${path} HTTP/1.1`, ...headerLines(), 'Accept: application/json']);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
});

it.each([
  '/grafana/api/x/a%2Fb',
  '/grafana/d/a..b/c%20d?from=..%2F',
  '/grafana/d/100%25',
  '/grafana/explore?left=%7B%22a%22%3A%22..%22%7D',
])('passes on %s as it came', async (path) => {
  const at = path.replace('/grafana/', '/grafana/stand-in/headers?was=/');
  expect((await browser.get(at)).body).toMatchObject({ url: at });
  const answer = await sendRaw(served.port, [`GET ${path} HTTP/1.1`, ...headerLines()]);
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  expect(answer).toContain('"message":"Not found"');
});

it.each([
  '/grafana-other/',
  '/grafanax',
  '//grafana/api/user',
  'http://127.0.0.1:1/grafana/api/user',
  '/x/../grafana/api/user',
])('never asks Grafana for %s', async (path) => {
  const answer = await sendRaw(served.port, [`GET ${path} HTTP/1.1`, ...headerLines()]);
  expect(answer).not.toContain('"login"');
  expect(answer).toContain('a page of ours');
});

it('opens a websocket for those who are signed in, as themselves', async () => {
  const socket = await openWebsocket(served.port, '/grafana/api/live/ws', {
    ...rawHeaders(),
    Origin: origin,
    'X-WEBAUTH-USER': 'mallory',
  });
  expect(socket.status).toBe(101);
  expect(await socket.next()).toBe('admin Admin');
  socket.send('ping');
  expect(await socket.next()).toBe('ping');
  socket.end();
});

it.each([
  ['without a session', 401, { Cookie: 'a=b' }, '/grafana/api/live/ws'],
  [
    "without a session, with Grafana's cookie and a forged name",
    401,
    { Cookie: 'grafana_session=abc', 'X-WEBAUTH-USER': 'admin' },
    '/grafana/api/live/ws',
  ],
  ['from another origin', 403, { Origin: 'https://evil.example.com' }, '/grafana/api/live/ws'],
  ['from an origin that is none', 403, { Origin: 'null' }, '/grafana/api/live/ws'],
  ['outside of Grafana', 404, {}, '/api/v1/live'],
  ['at a path that climbs out', 404, {}, '/grafana/../api/live/ws'],
  ['without HTTPS', 308, { 'X-Forwarded-Proto': 'http' }, '/grafana/api/live/ws'],
  ['of another kind', 400, { Upgrade: 'h2c' }, '/grafana/api/live/ws'],
  ['that Grafana does not know', 404, {}, '/grafana/api/live/other'],
])('refuses a websocket %s', async (_what, status, headers, path) => {
  const all = { ...rawHeaders(), Origin: origin, ...headers } as Record<string, string>;
  const socket = await openWebsocket(served.port, path, all);
  expect(socket.status).toBe(status);
  await socket.closed;
});

it('signs out of both at once: requests and open websockets', async () => {
  const leaving = new Browser(served.app);
  await leaving.signIn({ password: adminPassword });
  const socket = await openWebsocket(served.port, '/grafana/api/live/ws', {
    ...rawHeaders(leaving.cookies),
    Origin: origin,
  });
  expect(await socket.next()).toBe('admin Admin');
  const { csrfToken } = (await leaving.get('/api/v1/session')).body as { csrfToken: string };
  expect((await leaving.post('/signout', {}, { 'X-CSRF-Token': csrfToken })).status).toBe(204);
  await socket.closed;
  expect((await leaving.get('/grafana/api/user')).status).toBe(401);
});

it("takes Grafana's own sign-out for ours, but not from a link on another site", async () => {
  const leaving = new Browser(served.app);
  await leaving.signIn({ password: adminPassword });
  expect((await leaving.get('/grafana/logout', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect((await leaving.get('/grafana/api/user')).status).toBe(200);
  const { status, headers } = await leaving.get('/grafana/logout', { 'Sec-Fetch-Site': 'same-origin' });
  expect([status, headers['location']]).toEqual([302, '/signin']);
  expect((await leaving.get('/grafana/api/user')).status).toBe(401);
});

it('does not ask the store for each of the many requests that a dashboard begins with', async () => {
  const arriving = new Browser(served.app);
  await arriving.signIn({ password: adminPassword });
  const queries = jest.spyOn(store.pool, 'query');
  try {
    const answers = await Promise.all(Array.from({ length: 30 }, () => arriving.get('/grafana/api/user')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    // Once; and again when the machine is so slow that they take longer than an answer is good for.
    const asked = queries.mock.calls.filter(([text]) => /SELECT sess/i.test(String(text))).length;
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(answers.length / 4);
  } finally {
    queries.mockRestore();
  }
});

it('refuses each of many at once whose session is none', async () => {
  const stranger = new Browser(served.app);
  stranger.cookies.set('__Host-pgwatch', 's%3Aforged.forged');
  const answers = await Promise.all(Array.from({ length: 30 }, () => stranger.get('/grafana/api/user')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
});

it('forgets who was let through as soon as the session is gone from the store, or nearly', async () => {
  const leaving = new Browser(served.app);
  await leaving.signIn({ password: adminPassword });
  expect((await leaving.get('/grafana/api/user')).status).toBe(200);
  await store.pool.query(deleteSessionsSql);
  await until('Grafana is closed', async () => (await leaving.get('/grafana/api/user')).status === 401);
  await browser.signIn({ password: adminPassword });
});
