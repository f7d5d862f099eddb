import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import { change, signIn, startApp, type TestApp } from '../server/support/start-app.js';
import { createStore, fillStore, open } from '../server/support/store.js';

let database: TestDatabase;
let served: TestApp;
let admin: Awaited<ReturnType<typeof signIn>>;
let csrfToken: string;

beforeAll(async () => {
  database = await createStore();
  const client = await open(database.superuserUrl);
  await fillStore(client);
  await client.end();
  served = await startApp(database.superuserUrl);
  admin = await signIn(served.app);
  csrfToken = (await admin.get('/api/v1/session')).body.csrfToken;
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

const send = (path: string, body: string, type = 'application/json') =>
  admin.post(`/api/v1${path}`).set('X-CSRF-Token', csrfToken).set('Content-Type', type).send(body);

it('refuses a body of 10 MB, also where long ones are taken', async () => {
  const long = JSON.stringify({ name: 'x'.repeat(10_000_000) });
  for (const path of ['/settings/tokens', '/metrics', '/import']) {
    const { status, body } = await send(path, long);
    expect([status, body.code]).toEqual([413, 'body-too-large']);
  }
});

it.each([
  ['{"name": ', 400, 'bad-json', 'application/json'],
  ['[]', 400, 'bad-request', 'application/json'],
  ['{}', 400, 'bad-request', 'application/json'],
  ['', 400, 'bad-request', 'application/json'],
  ['name=x', 415, 'unsupported-type', 'application/x-www-form-urlencoded'],
  ['{"name":"a","role":"root","expiresInDays":1}', 400, 'bad-request', 'application/json'],
  ['{"name":"a","role":"viewer","expiresInDays":1,"x":1}', 400, 'bad-request', 'application/json'],
  ['{"name":"a\\u0000","role":"viewer","expiresInDays":1}', 400, 'bad-request', 'application/json'],
])('refuses the body %s', async (text, status, code, type) => {
  const { body } = await send('/settings/tokens', text, type);
  expect([body.status, body.code]).toEqual([status, code]);
});

it('names the fields that are wrong and never repeats a value', async () => {
  const { body } = await send('/settings/viewers', JSON.stringify({ name: '<canary>', password: 'canary' }));
  expect(body.detail).toMatch(/^name: .*; password: is shorter than 12 characters$/);
  expect(JSON.stringify(body)).not.toContain('canary');
});

it.each([
  ['delete', '/settings/tokens/0', 'bad-request'],
  ['delete', '/settings/tokens/99999999999999999999', 'bad-request'],
  ['delete', '/settings/tokens/one', 'bad-request'],
  ['delete', '/settings/tokens/4711', 'no-such-token'],
  ['delete', '/settings/viewers/nobody', 'no-such-viewer'],
  ['delete', "/sources/';--", 'no-such-source'],
  ['delete', '/metrics/nope', 'no-such-definition'],
  ['delete', '/presets/nope', 'no-such-definition'],
] as const)('%s %s is answered with %s', async (method, path, code) => {
  expect((await change(admin, method, path)).body.code).toBe(code);
});

it.each([
  ['/audit?limit=0', 'bad-request'],
  ['/audit?limit=1000000', 'bad-request'],
  ['/audit?limit=x', 'bad-request'],
  ['/audit?cursor=WyJ4Il0', 'bad-request'],
  ['/collector/costs?cursor=%F0', 'bad-request'],
  ['/export?part=everything', 'bad-request'],
  ['/sources/NOPE/settings', 'no-such-source'],
  ['/metrics/nope', 'no-such-metric'],
  ['/presets/nope', 'no-such-preset'],
  ['/sources/SALES/panels/transactions?from=now&to=now-1h', 'bad-range'],
  ['/sources/SALES/panels/transactions?from=now-36500d', 'bad-range'],
])('answers GET %s with %s', async (path, code) => {
  expect((await admin.get(`/api/v1${path}`)).body.code).toBe(code);
});

it('says that a session has ended, and nothing is half-done', async () => {
  const other = await signIn(served.app);
  const { body } = await other.get('/api/v1/session');
  await other.post('/signout').set('X-CSRF-Token', body.csrfToken);
  const late = await other.post('/api/v1/settings/tokens').set('X-CSRF-Token', body.csrfToken).send({});
  expect([late.status, late.body.code]).toEqual([401, 'signed-out']);
});
