import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import { change, signIn, startApp, type TestApp } from '../server/support/start-app.js';
import { createStore, fillStore, open } from '../server/support/store.js';

let database: TestDatabase;
let served: TestApp;
let admin: Awaited<ReturnType<typeof signIn>>;

beforeAll(async () => {
  database = await createStore();
  const client = await open(database.superuserUrl);
  await fillStore(client);
  await client.query('CREATE TABLE public.precious (id int)');
  await client.end();
  served = await startApp(database.superuserUrl, { attached: { SALES: database.superuserUrl } });
  admin = await signIn(served.app);
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

const get = async (path: string) => (await admin.get(`/api/v1${path}`)).body;
const metric = (name: string, sql = 'SELECT 1 AS one') => ({
  ...{ name, description: 'Ours.', appliesTo: 'any' },
  versions: [{ minMajor: 15, sql }],
});
const put = (name: string, version: string, definition: object) =>
  change(admin, 'put', `/metrics/${name}`, { version, definition });

it('keeps what a metric was, tells who changed it, and makes it that again', async () => {
  const shipped = await get('/metrics/db_stats');
  expect(shipped.origin).toBe('shipped');
  const changed = await put('db_stats', shipped.version, { ...shipped.definition, description: 'Mine.' });
  expect(changed.body).toMatchObject({ origin: 'user', definition: { description: 'Mine.' } });
  const late = await put('db_stats', shipped.version, { ...shipped.definition, description: 'Theirs.' });
  expect([late.status, late.body.code]).toEqual([409, 'edit-conflict']);
  const { revisions } = await get('/metrics/db_stats/revisions');
  expect(revisions.map(({ revision, actor }: { revision: number; actor: string }) => [revision, actor])).toEqual([
    [2, 'admin'],
    [1, null],
  ]);
  const back = await change(admin, 'post', '/metrics/db_stats/revert', { version: changed.body.version, revision: 1 });
  expect(back.body).toMatchObject({ origin: 'shipped', version: shipped.version });
});

it('copies a metric, says where it is used, and deletes it only when it is used nowhere', async () => {
  const { definition } = await get('/metrics/backends');
  expect((await change(admin, 'post', '/metrics', { ...definition, name: 'my_backends' })).status).toBe(201);
  await change(admin, 'patch', '/sources/SALES', { settings: { customMetrics: { my_backends: 30 } } });
  expect(await get('/metrics/my_backends')).toMatchObject({ presets: [], sources: ['SALES'] });
  expect((await change(admin, 'delete', '/metrics/my_backends')).body.code).toBe('in-use');
  await change(admin, 'patch', '/sources/SALES', { settings: { customMetrics: {} } });
  expect((await change(admin, 'delete', '/metrics/my_backends')).status).toBe(204);
  expect((await change(admin, 'delete', '/metrics/backends')).body.code).toBe('shipped');
});

it('does the same for presets, of which the second editor is told', async () => {
  const { definition } = await get('/presets/heroku_postgres');
  const { body } = await change(admin, 'post', '/presets', { ...definition, name: 'mine', metrics: { db_stats: 60 } });
  const next = { ...body.definition, metrics: { db_stats: 30, wal: 60 } };
  const first = await change(admin, 'put', '/presets/mine', { version: body.version, definition: next });
  expect(first.body.definition.metrics).toEqual({ db_stats: 30, wal: 60 });
  const second = await change(admin, 'put', '/presets/mine', { version: body.version, definition: next });
  expect(second.body).toMatchObject({ code: 'edit-conflict', detail: expect.stringContaining('by admin') });
  const { version } = first.body;
  const back = await change(admin, 'post', '/presets/mine/revert', { version, revision: 1 });
  expect(back.body.definition.metrics).toEqual({ db_stats: 60 });
  await change(admin, 'patch', '/sources/SALES', { settings: { preset: 'mine' } });
  expect((await get('/presets/mine')).sources).toEqual(['SALES']);
  expect((await change(admin, 'delete', '/presets/mine')).body.code).toBe('in-use');
});

it.each(['SELECT 1; SELECT 2', 'SELECT 1; DROP TABLE public.precious'])('refuses the metric %s', async (sql) => {
  const made = await change(admin, 'post', '/metrics', metric('two', sql));
  expect([made.status, made.body.code]).toEqual([400, 'many-statements']);
});

const tryIt = (sql: string) => change(admin, 'post', '/metrics/try', { source: 'SALES', sql });

it('tries SQL on a source and shows rows, time and cost', async () => {
  const { body } = await tryIt('SELECT g AS value, NULL AS nothing FROM generate_series(1, 500) g -- all;');
  expect(body).toMatchObject({
    isDone: true,
    trial: { columns: ['value', 'nothing'], isCut: true, expectedRows: 500 },
  });
  expect(body.trial.rows).toHaveLength(100);
  expect(body.trial.rows[0]).toEqual(['1', null]);
  expect(body.trial.cost).toBeGreaterThan(0);
  const { body: placed } = await tryIt('SELECT count(*) AS n FROM {{pg_stat_activity}} a');
  expect(placed.isDone).toBe(true);
});

it('says what the server says against SQL, and where', async () => {
  const { body } = await tryIt('SELECT nonsense AS value');
  expect(body).toMatchObject({ isDone: false, reason: expect.stringContaining('nonsense'), position: 8 });
});

it.each([
  'DROP TABLE public.precious',
  'DELETE FROM public.precious',
  'WITH gone AS (DELETE FROM public.precious RETURNING *) SELECT * FROM gone',
  "SELECT set_config('transaction_read_only', 'off', true)",
  "SELECT set_config('default_transaction_read_only', 'off', false), lo_create(4711)",
  'SELECT lo_create(4711)',
  'SELECT 1) m; DROP TABLE public.precious; SELECT * FROM (SELECT 1',
  'SELECT pg_sleep(20)',
  "SELECT nextval('pgwatch2.audit_id_seq')",
])('lets no SQL write, end the transaction or go on for long: %s', async (sql) => {
  const { status, body } = await tryIt(sql);
  expect(status === 400 ? body.code : body.isDone).toBe(status === 400 ? 'many-statements' : false);
});

it('keeps the table that all of them were after', async () => {
  const { body } = await tryIt('SELECT count(*) AS n FROM public.precious');
  expect(body.trial.rows).toEqual([['0']]);
});

it('imports YAML only as a whole, says the line of each mistake, and gives it back', async () => {
  const yaml =
    'metrics:\n  ours:\n    sqls:\n      15: SELECT 1 AS one\npresets:\n  few:\n    metrics:\n      ours: 60\n';
  const bad = await change(admin, 'post', '/import', { yaml: `${yaml}      x: soon\n`, dryRun: false });
  expect(bad.body.problems[0]).toMatchObject({ line: 9 });
  expect((await admin.get('/api/v1/metrics/ours')).status).toBe(404);
  const dry = await change(admin, 'post', '/import', { yaml, dryRun: true });
  expect(dry.body.changes).toEqual(['metric ours added', 'preset few added']);
  expect((await admin.get('/api/v1/metrics/ours')).status).toBe(404);
  await change(admin, 'post', '/import', { yaml, dryRun: false });
  expect((await get('/export?part=metrics')).yaml).toContain('ours:');
});
