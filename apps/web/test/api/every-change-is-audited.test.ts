import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { readAudit } from '@pgwatch-heroku/store';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import request from 'supertest';
import { routes } from '../../src/api/routes.js';
import { type FakeHeroku, startFakeHeroku } from '../server/support/fake-heroku.js';
import { addViewer, signIn, startApp, type TestApp } from '../server/support/start-app.js';
import { createStore, fillStore, open } from '../server/support/store.js';
import { caller } from './route-calls.js';

/** Routes that are no GET and leave everything as it was, each with the reason for not being one. */
const changeNothing: Record<string, string> = {
  'recheck-doctor': 'looks at the deployment, at a cost',
  'recheck-source-doctor': 'looks at a source, at a cost',
  'test-source': 'looks at a source that is there already',
  'list-heroku-databases': 'takes a key, which must not be in an address',
  'plan-heroku-removal': 'takes a key, and says what a removal would take away',
  'tail-heroku-log': 'takes a key, and shows the log',
};

type Call = ReturnType<typeof caller>['call'];

/** Where the usual call of a route would change nothing. */
const changing: Record<string, (call: Call) => object | Promise<object>> = {
  'change-sources': () => ({ body: { names: ['ARCHIVE'], change: { kind: 'update', settings: { group: 'cold' } } } }),
  'import-definitions': () => ({
    body: { yaml: 'presets:\n  imported:\n    description: One.\n    metrics:\n      db_stats: 60\n', dryRun: false },
  }),
  'discover-databases': () => ({ body: { of: { url: database.superuserUrl } } }),
  'revert-metric': (call) => changed(call, 'metric'),
  'revert-preset': (call) => changed(call, 'preset'),
};

/** Something that differs from its first revision. */
async function changed(call: Call, kind: 'metric' | 'preset') {
  const path = `/${kind}s/reverted`;
  const { body } = await call(`get-${kind}`, { path });
  const definition = { ...body.definition, description: 'Changed.' };
  const { body: saved } = await call(`update-${kind}`, { path, body: { version: body.version, definition } });
  return { body: { version: saved.version, revision: 1 } };
}

let database: TestDatabase;
let heroku: FakeHeroku;
let served: TestApp;
let client: Client;
let admin: Awaited<ReturnType<typeof signIn>>;
beforeAll(async () => {
  [database, heroku] = await Promise.all([createStore(), startFakeHeroku()]);
  client = await open(database.superuserUrl);
  await fillStore(client);
  served = await startApp(database.superuserUrl, {
    heroku: heroku.url,
    attached: { SALES: database.superuserUrl },
    urls: { networks: ['127.0.0.0/8'], ports: [Number(new URL(database.superuserUrl).port)] },
  });
  admin = await signIn(served.app);
  await addViewer(admin, 'looker', 'looks-and-changes-nothing');
});
afterAll(async () => {
  await served.close();
  await client.end();
  await heroku.close();
  await database.drop();
});

const ids = routes.filter(({ method }) => method !== 'get').map(({ id }) => id);
const newest = () => readAudit(client, { limit: 1 }).then(([entry]) => entry?.id ?? 0);

it('knows of every exception that there is such a route', () => {
  expect(Object.keys(changeNothing).filter((id) => !ids.includes(id))).toEqual([]);
});

it.each(ids.filter((id) => !(id in changeNothing)))('%s leaves an entry: who, when, what', async (id) => {
  const { call, prepare } = caller(admin, database);
  const changes = { ...(await prepare(id)), ...(await changing[id]?.(call)) };
  const before = await newest();
  const { status, body } = await call(id, changes);
  expect([status < 300, status < 300 || body]).toEqual([true, true]);
  const entries = (await readAudit(client, { limit: 10 })).filter((entry) => entry.id > before);
  expect(entries.length).toBeGreaterThan(0);
  for (const { actor, via, action, target, at } of entries) {
    expect([actor, via]).toEqual(['admin', 'session']);
    expect(action).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(target).not.toBe('');
    expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(60_000);
  }
});

it('leaves none where nothing was changed', async () => {
  const { call, prepare } = caller(admin, database);
  for (const id of Object.keys(changeNothing)) {
    const changes = await prepare(id);
    const before = await newest();
    expect([id, (await call(id, changes)).status]).toEqual([id, expect.any(Number)]);
    expect([id, await newest()]).toEqual([id, before]);
  }
  const refused = await newest();
  expect((await call('create-metric', { body: { name: 'half' } })).status).toBe(400);
  expect((await call('delete-source', { path: '/sources/NOPE?data=keep' })).status).toBe(404);
  expect(await newest()).toBe(refused);
});

it('says of a change by a token which token it was', async () => {
  const { call } = caller(admin, database);
  const { token } = (await call('create-token', { body: { name: 'CI-2', role: 'admin', expiresInDays: 1 } })).body;
  const { status } = await request(served.app)
    .patch('/api/v1/sources/ARCHIVE')
    .set('Authorization', `Bearer ${token}`)
    .send({ settings: { group: 'colder' } });
  expect(status).toBe(200);
  const [entry] = await readAudit(client, { limit: 1 });
  expect(entry).toMatchObject({ actor: 'token CI-2', via: 'token', action: 'update-source', target: 'ARCHIVE' });
  expect([entry?.before, entry?.after]).toEqual([{ group: 'cold' }, { group: 'colder' }]);
});
