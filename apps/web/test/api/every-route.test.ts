import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import request from 'supertest';
import { z } from 'zod';
import { problemCodes } from '../../src/api/registry/problem-codes.js';
import type { Route } from '../../src/api/registry/route.js';
import { routes } from '../../src/api/routes.js';
import { type FakeHeroku, startFakeHeroku } from '../server/support/fake-heroku.js';
import { addViewer, signIn, signInAs, startApp, type TestApp } from '../server/support/start-app.js';
import { createStore, fillStore, open } from '../server/support/store.js';
import { caller, routeCalls } from './route-calls.js';

let database: TestDatabase;
let heroku: FakeHeroku;
let served: TestApp;
let admin: Awaited<ReturnType<typeof signIn>>;
let viewer: Awaited<ReturnType<typeof signIn>>;
let nowhere: string;

beforeAll(async () => {
  [database, heroku] = await Promise.all([createStore(), startFakeHeroku()]);
  const client = await open(database.superuserUrl);
  await fillStore(client);
  await client.end();
  served = await startApp(database.superuserUrl, {
    heroku: heroku.url,
    attached: { SALES: database.superuserUrl },
    urls: { networks: ['127.0.0.0/8'], ports: [Number(new URL(database.superuserUrl).port)] },
  });
  admin = await signIn(served.app);
  await addViewer(admin, 'looker', 'looks-and-changes-nothing');
  viewer = await signInAs(served.app, 'looker', 'looks-and-changes-nothing');
  nowhere = (await request(served.app).get('/api/v1/nowhere-at-all')).text;
});
afterAll(async () => {
  await served.close();
  await heroku.close();
  await database.drop();
});

const pathOf = ({ path }: Route) => `/api/v1${path.replaceAll(/\{\w+\}/g, 'anything')}`;
const named = routes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);

it('has a call of each route below, and no other', () => {
  expect(Object.keys(routeCalls).sort()).toEqual(routes.map(({ id }) => id).sort());
  expect(new Set(named.map(([name]) => name)).size).toBe(routes.length);
});

it.each(named)('%s says the same to everybody who is not signed in, whatever is asked', async (_name, route) => {
  const answer = await request(served.app)[route.method](pathOf(route));
  expect([answer.status, answer.text]).toEqual([401, nowhere]);
  const token = `pgw_${'A'.repeat(43)}`;
  const withToken = await request(served.app)[route.method](pathOf(route)).set('Authorization', `Bearer ${token}`);
  expect([withToken.status, withToken.text]).toEqual([401, nowhere]);
});

it.each(named.filter(([, { role }]) => role === 'admin'))('%s is refused to a viewer', async (_name, route) => {
  const { csrfToken } = (await viewer.get('/api/v1/session')).body;
  const answer = await viewer[route.method](pathOf(route)).set('X-CSRF-Token', csrfToken);
  expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
});

it.each(named.filter(([, { method }]) => method !== 'get'))(
  '%s is refused without the CSRF token',
  async (_n, route) => {
    const answer = await admin[route.method](pathOf(route));
    expect([answer.status, answer.body.code]).toEqual([403, 'csrf']);
  },
);

it.each(named)('%s answers as its schema says', async (_name, route) => {
  const { call, prepare } = caller(admin, database);
  const answer = await call(route.id, await prepare(route.id));
  expect([answer.status, answer.status < 400 || answer.body]).toEqual([
    route.status ?? (route.response || route.streams ? 200 : 204),
    true,
  ]);
  if (route.response) expect(() => strict(route.response as z.ZodType).parse(answer.body)).not.toThrow();
});

/** What is not in the schema must not be in the answer. */
function strict(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? z.strictObject(schema.shape) : schema;
}

it('describes every route in the OpenAPI document, with its schemas and codes', async () => {
  const { body } = await admin.get('/api/v1/openapi.json');
  expect(body.openapi).toBe('3.1.0');
  const text = JSON.stringify(body);
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '');
  expect(references.filter((name) => !(name in body.components.schemas))).toEqual([]);
  for (const { path, method, id, role } of routes) {
    expect(body.paths[path][method]).toMatchObject({ operationId: id, 'x-role': role, responses: expect.any(Object) });
  }
  expect(text).not.toContain('$defs');
});

it('has a page of the routes that needs neither script nor style of its own', async () => {
  const { status, text, headers } = await admin.get('/api/docs').set('Accept', 'text/html');
  expect(status).toBe(200);
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(text).not.toMatch(/<script|<style| style=|https?:\/\//);
  for (const { id } of routes) expect(text).toContain(`id="${id}"`);
  for (const code of Object.keys(problemCodes)) expect(text).toContain(`id="${code}"`);
});
