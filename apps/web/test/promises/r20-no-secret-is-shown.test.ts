import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestRole, type TestDatabase } from '@pgwatch-heroku/testkit';
import { routes } from '../../src/api/routes.js';
import { auditTextSql, sourceTextSql } from '../server/sql/sources.js';
import { adminPassword, change, secretKey, signIn, startApp, type TestApp } from '../server/support/start-app.js';
import { createStore, fillStore, open } from '../server/support/store.js';

let database: TestDatabase;
let served: TestApp;
let admin: Awaited<ReturnType<typeof signIn>>;
let sourceUrl: string;
const secrets: string[] = [adminPassword, secretKey, 'canary-new-password', 'canary-viewer-password', 'canary-wrong'];
const seen: string[] = [];

beforeAll(async () => {
  database = await createStore();
  const client = await open(database.superuserUrl);
  await fillStore(client);
  await client.end();
  sourceUrl = await createTestRole(database, 'watcher');
  secrets.push(new URL(sourceUrl).password, new URL(database.superuserUrl).password);
  const ports = [Number(new URL(sourceUrl).port)];
  served = await startApp(database.superuserUrl, { urls: { networks: ['127.0.0.0/8'], ports } });
  admin = await signIn(served.app);
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

const note = <R extends { text: string; headers: object }>(response: R): R => {
  seen.push(response.text, JSON.stringify(response.headers));
  return response;
};

it('shows no password, key, token or URL in any answer, log line, audit entry or row, also when things fail', async () => {
  const wrongUrl = sourceUrl.replace(/:[^:@]+@/, ':canary-wrong@');
  const calls: ['post' | 'put' | 'patch' | 'delete', string, object?][] = [
    ['post', '/sources', { name: 'ENTERED', url: sourceUrl }],
    ['post', '/sources', { name: 'ENTERED', url: sourceUrl }],
    ['post', '/sources/test', { url: sourceUrl }],
    ['post', '/sources/test', { url: wrongUrl }],
    ['post', '/sources/test', { url: 'postgres//canary-wrong@nowhere' }],
    ['post', '/sources/ENTERED/test'],
    ['put', '/sources/ENTERED/url', { url: wrongUrl }],
    ['post', '/sources/ENTERED/test'],
    ['post', '/metrics/try', { source: 'ENTERED', sql: 'SELECT 1' }],
    ['put', '/sources/ENTERED/url', { url: sourceUrl }],
    ['post', '/metrics/try', { source: 'ENTERED', sql: 'SELECT no_such_column' }],
    ['post', '/sources/discover', { of: { url: wrongUrl } }],
    ['post', '/sources/discover', { of: { source: 'ENTERED' } }],
    ['post', '/settings/viewers', { name: 'looker', password: 'canary-viewer-password' }],
    ['put', '/settings/password', { current: 'canary-wrong', next: 'canary-new-password' }],
    ['put', '/settings/password', { current: adminPassword, next: 'canary-new-password' }],
  ];
  for (const [method, path, body] of calls) note(await change(admin, method, path, body));
  const { body: made } = await change(admin, 'post', '/settings/tokens', {
    ...{ name: 'CI', role: 'viewer', expiresInDays: null },
  });
  secrets.push(made.token);
  for (const { method, path } of routes) {
    if (method === 'get') note(await admin.get(`/api/v1${path.replace('{name}', 'ENTERED').replace('{id}', 'locks')}`));
  }
  for (const path of ['/', '/api/docs', '/nowhere']) note(await admin.get(path).set('Accept', 'text/html'));
  const client = await open(database.superuserUrl);
  for (const sql of [auditTextSql, sourceTextSql]) {
    seen.push(JSON.stringify((await client.query(sql)).rows));
  }
  await client.end();
  expect(seen.length).toBeGreaterThan(60);
  expect(seen.join('')).toContain('ENTERED');
  for (const text of [...seen, ...served.log]) {
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
});
