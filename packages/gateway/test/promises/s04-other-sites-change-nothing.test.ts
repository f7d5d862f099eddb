import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Browser } from '../support/browser.js';
import { adminPassword, createApp, createStore, type TestApp } from '../support/start-app.js';

let store: Awaited<ReturnType<typeof createStore>>;
let served: TestApp;
let browser: Browser;
let csrfToken: string;

beforeAll(async () => {
  store = await createStore();
  served = await createApp(store.pool);
  browser = new Browser(served.app);
  await browser.signIn({ password: adminPassword });
  csrfToken = (await browser.get('/api/v1/session')).body.csrfToken;
});
afterAll(async () => {
  served.close();
  await store.drop();
});

it('lets our own page change something', async () => {
  const response = await browser.post('/api/v1/change', {}, { 'X-CSRF-Token': csrfToken });
  expect(response.body).toEqual({ changed: true });
});

it.each([
  ['without a token', {}],
  ['with a wrong token', { 'X-CSRF-Token': 'wrong' }],
  ['from another origin', { 'X-CSRF-Token': 'token', Origin: 'https://evil.example' }],
  ['from the same host over http', { 'X-CSRF-Token': 'token', Origin: 'http://monitor.example.com' }],
  ['from another port', { 'X-CSRF-Token': 'token', Origin: 'https://monitor.example.com:8443' }],
  [
    'from a sibling site that hides its origin',
    { 'X-CSRF-Token': 'token', Origin: 'null', 'Sec-Fetch-Site': 'same-site' },
  ],
])('refuses a change %s', async (_how, headers: Record<string, string>) => {
  const sent = { ...headers, ...(headers['X-CSRF-Token'] === 'token' ? { 'X-CSRF-Token': csrfToken } : {}) };
  for (const path of ['/api/v1/change', '/signout']) {
    const response = await browser.post(path, {}, sent);
    expect(response.status).toBe(403);
    expect(response.body.code).toBe('csrf');
  }
  expect((await browser.get('/api/v1/session')).status).toBe(200);
});

it('refuses the form of another site, which cannot set a header', async () => {
  const form = new URLSearchParams({ 'X-CSRF-Token': csrfToken, csrfToken });
  const response = await browser.post('/api/v1/change', form, { Origin: 'https://evil.example' });
  expect(response.status).toBe(403);
});

it('knows no CORS: another origin may neither read nor ask', async () => {
  const read = await browser.get('/api/v1/session', { Origin: 'https://evil.example' });
  const headers = Object.keys(read.headers).filter((name) => name.startsWith('access-control-'));
  expect(headers).toEqual([]);
});
