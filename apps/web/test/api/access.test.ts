import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import request from 'supertest';
import {
  addViewer,
  adminPassword,
  change,
  signIn,
  signInAs,
  startApp,
  type TestApp,
} from '../server/support/start-app.js';
import { createStore } from '../server/support/store.js';

let database: TestDatabase;
let served: TestApp;
let admin: Awaited<ReturnType<typeof signIn>>;

beforeEach(async () => {
  database = await createStore();
  served = await startApp(database.superuserUrl);
  admin = await signIn(served.app);
});
afterEach(async () => {
  await served.close();
  await database.drop();
});

const withToken = (token: string, path = '/sources') =>
  request(served.app).get(`/api/v1${path}`).set('Authorization', `Bearer ${token}`);

async function makeToken(role: string) {
  const made = await change(admin, 'post', '/settings/tokens', { name: 'CI', role, expiresInDays: 1 });
  return made.body as { token: string; info: { id: number; prefix: string } };
}

it('lets a program in by a token that is shown once, until it is revoked', async () => {
  const { token, info } = await makeToken('viewer');
  expect(token).toMatch(/^pgw_[\w-]{43}$/);
  expect(token.startsWith(info.prefix)).toBe(true);
  expect((await withToken(token, '/session')).body).toMatchObject({ user: 'token CI', role: 'viewer', via: 'token' });
  const { text, body } = await admin.get('/api/v1/settings/tokens');
  expect(body.tokens[0]).toMatchObject({ prefix: info.prefix, lastUsedAt: expect.any(String), revokedAt: null });
  expect(text).not.toContain(token);
  expect((await change(admin, 'delete', `/settings/tokens/${info.id}`)).status).toBe(204);
  expect((await withToken(token)).status).toBe(401);
  expect((await change(admin, 'delete', `/settings/tokens/${info.id}`)).body.code).toBe('no-such-token');
});

it('lets a token that may only read change nothing, and another one without a CSRF token', async () => {
  const body = { name: 'guest', password: 'long-enough-password' };
  const post = (token: string) =>
    request(served.app).post('/api/v1/settings/viewers').set('Authorization', `Bearer ${token}`).send(body);
  const refused = await post((await makeToken('viewer')).token);
  expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
  expect((await post((await makeToken('admin')).token)).status).toBe(201);
});

it('takes a wrong token for nobody, though a good cookie comes with it', async () => {
  const answer = await admin.get('/api/v1/session').set('Authorization', `Bearer pgw_${'x'.repeat(43)}`);
  expect(answer.status).toBe(401);
});

it('opens no page by a token, and signs in whatever else a browser sends along', async () => {
  const { token } = await makeToken('admin');
  const page = await request(served.app).get('/').set('Authorization', `Bearer ${token}`).set('Accept', 'text/html');
  expect(page.status).toBe(302);
  const agent = request.agent(served.app).set('Authorization', 'Basic dXNlcjpwYXNz');
  const form = /name="token" value="([^"]*)"/.exec((await agent.get('/signin')).text)?.[1] ?? '';
  const answer = await agent.post('/signin').type('form').send({ user: 'admin', password: adminPassword, token: form });
  expect(answer.status).toBe(303);
});

it('lets a viewer look and change nothing, and signs them out with their password', async () => {
  await addViewer(admin, 'looker', 'looks-and-changes-nothing');
  const viewer = await signInAs(served.app, 'looker', 'looks-and-changes-nothing');
  expect((await viewer.get('/api/v1/session')).body).toMatchObject({ user: 'looker', role: 'viewer' });
  expect((await viewer.get('/api/v1/sources')).status).toBe(200);
  expect((await viewer.get('/api/v1/settings/tokens')).body.code).toBe('forbidden');
  expect((await change(viewer, 'post', '/settings/tokens', {})).body.code).toBe('forbidden');
  await expect(signInAs(served.app, 'looker', 'wrong-password')).rejects.toThrow('401');
  expect((await change(admin, 'delete', '/settings/viewers/looker')).status).toBe(204);
  await expect(signInAs(served.app, 'looker', 'looks-and-changes-nothing')).rejects.toThrow('401');
});

it("changes the admin's password and ends all other sessions", async () => {
  const other = await signIn(served.app);
  const next = 'another-long-password';
  const wrong = await change(admin, 'put', '/settings/password', { current: 'wrong', next });
  expect([wrong.status, wrong.body.code]).toEqual([403, 'wrong-password']);
  const changed = await change(admin, 'put', '/settings/password', { current: adminPassword, next });
  expect(changed.status).toBe(200);
  expect((await admin.get('/api/v1/session')).body.csrfToken).toBe(changed.body.csrfToken);
  expect((await other.get('/api/v1/session')).status).toBe(401);
  await expect(signIn(served.app)).rejects.toThrow('401');
  await signInAs(served.app, 'admin', next);
});

it('tells who changed what and when, a page at a time', async () => {
  for (const name of ['one', 'two', 'three']) await addViewer(admin, name, 'long-enough-password');
  const first = (await admin.get('/api/v1/audit?limit=2')).body;
  expect(first.entries.map(({ target }: { target: string }) => target)).toEqual(['three', 'two']);
  expect(first.entries[0]).toMatchObject({ actor: 'admin', via: 'session', action: 'add-viewer' });
  const second = (await admin.get(`/api/v1/audit?limit=2&cursor=${first.nextCursor}`)).body;
  expect(second.entries.map(({ target }: { target: string }) => target)).toEqual(['one']);
  expect(second.nextCursor).toBeNull();
  expect((await admin.get('/api/v1/audit?cursor=bogus')).body.code).toBe('bad-request');
});
