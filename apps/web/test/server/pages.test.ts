import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import request from 'supertest';
import { signIn, startApp, type TestApp } from './support/start-app.js';
import { createStore } from './support/store.js';

let database: TestDatabase;
let served: TestApp;
let agent: Awaited<ReturnType<typeof signIn>>;

beforeAll(async () => {
  database = await createStore();
  served = await startApp(database.superuserUrl);
  agent = await signIn(served.app);
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

it.each([
  '/',
  '/setup',
  '/doctor',
  '/doctor/SALES',
  '/sources/SALES',
  '/sources/a%20b?from=now-1h',
  '/sources/SALES/queries',
  '/sources/SALES/tables/public.a%2Fb',
  '/sources',
  '/add-source',
  '/edit-source/SALES',
  '/settings',
  '/settings/tokens',
])('serves the client at %s with the nonce of its policy', async (path) => {
  const { status, text, headers } = await agent.get(path).set('Accept', 'text/html');
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^text\/html/);
  expect(headers['cache-control']).toBe('no-store');
  const nonce = /content="([^"]+)"/.exec(text)?.[1] ?? 'none';
  expect(headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
});

it('lets browsers keep files with a hash in their name, and only those', async () => {
  const asset = await agent.get('/assets/index-abc123.js');
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await agent.get('/favicon.svg')).headers['cache-control']).toBe('public, max-age=0');
  expect((await agent.get('/assets/index-old000.js')).status).toBe(404);
  expect((await agent.get('/index.html')).status).toBe(302);
});

it('says that a file is not there, to programs and to people', async () => {
  const asked = await agent.get('/assets/index-old000.js').set('Accept', '*/*');
  expect(asked.body).toMatchObject({ code: 'not-found', detail: 'There is no such file' });
  const page = await agent.get('/assets/index-old000.js').set('Accept', 'text/html');
  expect(page.status).toBe(404);
  expect(page.text).toContain('There is no such file');
});

it('answers the API with JSON whatever is asked for, also from inside its router', async () => {
  for (const path of ['/api/v1/sources/NOBODY', '/api/v1/nowhere', '/api?x']) {
    const { status, body } = await agent.get(path).set('Accept', 'text/html');
    expect([path, status, typeof body.code]).toEqual([path, 404, 'string']);
  }
});

it('keeps the client behind the session', async () => {
  for (const path of ['/', '/setup', '/index.html', '/assets/index-abc123.js', '/favicon.svg']) {
    const { status } = await request(served.app).get(path).set('Accept', 'text/html');
    expect(status).toBe(302);
  }
});

it('answers other pages with 404 for people', async () => {
  const { status, text } = await agent.get('/nowhere').set('Accept', 'text/html');
  expect(status).toBe(404);
  expect(text).toContain('There is no such page');
});

it('answers /healthz to everybody, over plain http too', async () => {
  const { status, body } = await request(served.app).get('/healthz').set('Host', 'monitor.example.com');
  expect(status).toBe(200);
  expect(body).toEqual({ status: 'ok' });
});

it('shows a starting page that reloads itself until the store is ready', async () => {
  const starting = await startApp(database.superuserUrl, { ready: false });
  for (const path of ['/', '/signin', '/setup']) {
    const { status, text, headers } = await request(starting.app).get(path).set('Accept', 'text/html');
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('3');
    expect(text).toContain('http-equiv="refresh"');
    expect(text).toContain('DATABASE_URL');
  }
  const api = await request(starting.app).get('/api/v1/session');
  expect(api.status).toBe(503);
  expect(api.body.code).toBe('starting');
  expect((await request(starting.app).get('/healthz')).status).toBe(200);
  expect((await request(starting.app).get('/signin/style.css')).status).toBe(200);
  starting.readiness.setReady();
  expect((await request(starting.app).get('/signin')).status).toBe(200);
  await starting.close();
});
