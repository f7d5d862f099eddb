import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { recordMetricState } from '@pgwatch-heroku/store';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import request from 'supertest';
import type { PanelData, SetupStatus, SourceDetail, SourcesResponse } from '../../src/api/types.js';
import { collectorSeenSql, sourceIdSql } from './sql/sources.js';
import { adminPassword, secretKey, signIn, startApp, type TestApp } from './support/start-app.js';
import { createStore, fillStore, open } from './support/store.js';

let database: TestDatabase;
let served: TestApp;
let agent: Awaited<ReturnType<typeof signIn>>;
const bodies: string[] = [];

beforeAll(async () => {
  database = await createStore();
  const client = await open(database.superuserUrl);
  await fillStore(client);
  await client.end();
  served = await startApp(database.superuserUrl);
  agent = await signIn(served.app);
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

async function get<T>(path: string, status = 200): Promise<T> {
  const response = await agent.get(path);
  bodies.push(JSON.stringify(response.headers) + response.text);
  expect([path, response.status]).toEqual([path, status]);
  expect(response.headers['content-type']).toMatch(status < 400 ? /^application\/json/ : /^application\/problem\+json/);
  expect(response.headers['cache-control']).toBe('no-store');
  return response.body as T;
}

it('says who is signed in', async () => {
  expect(await get('/api/v1/session')).toEqual({
    ...{ user: 'admin', role: 'admin', via: 'session' },
    csrfToken: expect.any(String),
  });
});

it('gives every source with its latest figures and small charts', async () => {
  const { sources, attachedNotMonitored } = await get<SourcesResponse>('/api/v1/sources');
  expect(attachedNotMonitored).toEqual([{ variable: 'DATABASE_URL', purpose: expect.any(String) }]);
  expect(sources.map(({ name }) => name)).toEqual(['ARCHIVE', 'SALES']);
  const sales = sources[1];
  expect(sales).toMatchObject({
    name: 'SALES',
    variable: 'PGWATCH2_MONITOREDDB_SALES_URL',
    state: 'up',
    reason: null,
    notice: null,
    serverVersion: '17.10',
    isInRecovery: false,
    sizeBytes: 9_000_000_000,
    transactionsPerSecond: 10,
    sessions: 7,
    activeSessions: 2,
    cacheHitRatio: 0.99,
    lastSampleAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(Object.keys(sales ?? {})).not.toContain('id');
  expect(sales?.sparklines.transactionsPerSecond.values).toEqual(Array(10).fill(10));
  expect(sales?.sparklines.sessions.times).toHaveLength(11);
  expect(sources[0]).toMatchObject({
    state: 'down',
    reason: 'Cannot connect to ARCHIVE: password authentication failed',
    transactionsPerSecond: null,
    sessions: null,
    sizeBytes: null,
    lastSampleAt: null,
  });
});

it('gives a source with its problems and the panels there are', async () => {
  const sales = await get<SourceDetail>('/api/v1/sources/SALES');
  expect(sales).toMatchObject({ name: 'SALES', preset: 'heroku_postgres', group: null });
  expect(sales.problems).toEqual([
    {
      metric: 'stat_statements',
      isPartial: false,
      reason: 'pg_stat_statements is not installed',
      hint: 'CREATE EXTENSION pg_stat_statements',
      since: expect.stringMatching(/Z$/),
    },
  ]);
  expect(sales.panels.length).toBeGreaterThanOrEqual(10);
  for (const { thresholds, ...panel } of sales.panels) {
    expect(Object.keys(panel).sort()).toEqual([
      'bars',
      'emptyWhen',
      'help',
      'id',
      'kind',
      'searchable',
      'stacked',
      'title',
      'unit',
    ]);
  }
  const used = sales.panels.find(({ id }) => id === 'connections-used');
  expect(used?.thresholds?.map(([, level]) => level)).toEqual(['good', 'warning', 'critical']);
});

it('gives a metric of which not everything is stored, and one that is not there, with what helps', async () => {
  const client = await open(database.superuserUrl);
  const { rows } = await client.query<{ id: number }>(sourceIdSql, ['ARCHIVE']);
  const report = { sourceId: rows[0]?.id ?? 0, durationMs: 1, rows: 2_001, at: new Date() };
  await recordMetricState(client, [
    { ...report, metric: 'table_stats', ok: true, warning: 'gives more than 2000 rows', hint: 'ORDER BY ... LIMIT' },
    { ...report, metric: 'db_size', ok: false, reason: 'there is no metric of this name', hint: 'Import it.' },
  ]);
  await client.end();
  const { problems } = await get<SourceDetail>('/api/v1/sources/ARCHIVE');
  expect(problems).toMatchObject([
    { metric: 'db_size', isPartial: false, reason: 'there is no metric of this name', hint: 'Import it.' },
    { metric: 'table_stats', isPartial: true, reason: 'gives more than 2000 rows', hint: 'ORDER BY ... LIMIT' },
  ]);
});

it('gives the lines of a chart over one axis of times', async () => {
  const { data, ...rest } = await get<PanelData>('/api/v1/sources/SALES/panels/transactions?from=now-1h');
  expect(rest).toMatchObject({ stepSeconds: 10, from: expect.any(String), to: expect.any(String) });
  if (data.kind !== 'timeseries') throw new Error(data.kind);
  expect(data.times).toHaveLength(10);
  expect(data.times).toEqual([...data.times].sort((a, b) => a - b));
  expect(data.lines.map(({ label }) => label)).toEqual(['committed', 'rolled back']);
  expect(data.lines[0]?.values).toEqual(Array(10).fill(10));
});

it('gives the rows of a table in the order of its columns', async () => {
  const { data } = await get<PanelData>('/api/v1/sources/SALES/panels/biggest-tables');
  if (data.kind !== 'table') throw new Error(data.kind);
  expect(data.columns[0]).toMatchObject({ name: 'table_name', title: 'Table', unit: 'text' });
  expect(data.rows).toEqual([['public.orders', 5_000, 3_000, 2_000, 12, null, null, null]]);
});

it('gives no data, and no error, for every panel whose metric has no table yet', async () => {
  const { panels } = await get<SourceDetail>('/api/v1/sources/ARCHIVE');
  expect(new Set(panels.map(({ kind }) => kind))).toEqual(new Set(['timeseries', 'table', 'stat', 'bargauge']));
  for (const { id, kind } of panels) {
    const about = 'queryid=1&table=public.a&sproc=public.f';
    const { data } = await get<PanelData>(`/api/v1/sources/ARCHIVE/panels/${id}?${about}`);
    expect(data.kind).toBe(kind === 'timeseries' ? 'timeseries' : 'table');
  }
});

it('says which parameter a panel about one thing needs', async () => {
  const missing = await get<{ code: string; detail: string }>('/api/v1/sources/SALES/panels/query-calls', 400);
  expect(missing).toMatchObject({ code: 'bad-request', detail: expect.stringContaining('queryid') });
  await get('/api/v1/sources/SALES/panels/query-calls?queryid=1');
  await get(`/api/v1/sources/SALES/panels/query-calls?queryid=${'1'.repeat(1_001)}`, 400);
  await get('/api/v1/sources/SALES/panels/indexes-unused?top=501', 400);
});

it('offers no panel about dynos or about many sources as one of a source', async () => {
  const { panels } = await get<SourceDetail>('/api/v1/sources/SALES');
  expect(panels.filter(({ id }) => /^(dyno|fleet)-/.test(id))).toEqual([]);
});

it('says how far the setup has come and what to do next', async () => {
  const status = await get<SetupStatus>('/api/v1/setup');
  expect(status.done).toBe(true);
  expect(status.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'store done',
    'schema done',
    'sources done',
    'collector done',
    'connection warning',
    'first-sample done',
  ]);
  expect(status.steps[4]).toMatchObject({ detail: expect.stringContaining('ARCHIVE'), hint: 'Check its credential.' });
  expect(status.notices).toEqual([
    { message: expect.stringContaining('Essential'), hint: expect.stringContaining('pgwatch2') },
  ]);
  expect(status.next.href).toBe('/');
});

it('notices a collector that is silent', async () => {
  const client = await open(database.superuserUrl);
  await client.query(collectorSeenSql);
  await client.end();
  const status = await get<SetupStatus>('/api/v1/setup');
  expect(status.steps[3]).toMatchObject({ state: 'warning', detail: expect.stringContaining('10 minutes') });
  expect(status.next.commands).toContain('heroku ps:scale collector=1');
});

it.each([
  'from=yesterday',
  'from=now-1x',
  'from=now-1h&to=now-2h',
  'from=now&to=now',
  'from=now-401d',
  'from=now-999999999w',
  'from=2026-01-01',
  'from=2026-13-01T00:00:00Z',
  "from=now'--",
  'from=now-1h&from=now-2h',
])('refuses the range %s with what to do', async (query) => {
  const body = await get<object>(`/api/v1/sources/SALES/panels/transactions?${query}`, 400);
  expect(body).toMatchObject({ code: 'bad-range', detail: expect.any(String), hint: expect.any(String) });
});

it.each([
  ['/api/v1/sources/NOPE', 'no-such-source'],
  ['/api/v1/sources/NOPE/panels/transactions', 'no-such-source'],
  ['/api/v1/sources/SALES/panels/nope', 'no-such-panel'],
  ['/api/v1/nowhere', 'not-found'],
  ['/api/v2/sources', 'not-found'],
  ['/api', 'not-found'],
])('answers %s with 404 and JSON', async (path, code) => {
  expect(await get(path, 404)).toMatchObject({ status: 404, code, detail: expect.any(String) });
});

it('answers a path that cannot be decoded, or that no name can have, with 400', async () => {
  await get('/api/v1/sources/%E0%A4%A', 400);
  await get('/api/v1/sources/%00', 400);
});

it('refuses everything under /api without a session', async () => {
  for (const path of ['/api/v1/session', '/api/v1/setup', '/api/v1/sources', '/api/v1/sources/SALES', '/api/nowhere']) {
    const { status, body } = await request(served.app).get(path);
    expect(status).toBe(401);
    expect(body.code).toBe('signed-out');
  }
});

it('shows no password, key or connection in any answer or log line', () => {
  expect(bodies.length).toBeGreaterThan(30);
  const databasePassword = new URL(database.superuserUrl).password;
  for (const text of [...bodies, ...served.log]) {
    for (const secret of [adminPassword, secretKey, databasePassword, 'postgres://', 'SELECT ']) {
      expect(text).not.toContain(secret);
    }
  }
});

it('logs a request without its query string and headers', async () => {
  await agent.get('/api/v1/session?token=canary-in-query').set('X-Canary', 'canary-in-header');
  expect(served.log.join('')).not.toContain('canary-in');
  const line = JSON.parse(served.log.at(-1) ?? '{}');
  expect(line).toMatchObject({
    level: 'debug',
    event: 'request',
    req: { method: 'GET', path: '/api/v1/session' },
    res: { status: 200 },
    durationMs: expect.any(Number),
  });
});
