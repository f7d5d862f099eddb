import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Metric, metrics } from '@pgwatch-heroku/metrics';
import { type Client, codeOf, messageOf } from '@pgwatch-heroku/shared';
import { createTestDatabase, startFaultyProxy, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { type Fetched, fetchMetric } from '../../src/fetch/fetch-metric.js';
import { type MetricPlan, planMetric } from '../../src/fetch/metric-plan.js';
import { type OpenSource, openSource } from '../../src/fetch/open-source.js';
import { createStore, end, open, startCollector } from '../support.js';

let database: TestDatabase;
let client: Client;
let live: OpenSource;

beforeAll(async () => {
  database = await createTestDatabase();
  client = await open(database.url);
  live = await openSource(database.url, 'SALES');
});
afterAll(async () => {
  await live.close();
  await client.end();
  await database.drop();
});

const extensions = ['pg_stat_statements', 'pgstattuple', 'pg_buffercache'];

const plan = async (sql: string, more: Partial<Metric> = {}) =>
  (await planMetric(live.session, live.facts, {
    name: 'sample',
    description: '',
    appliesTo: 'any',
    versions: [{ minMajor: 15, sql }],
    ...more,
  })) as MetricPlan;
const sleepers = async (of: string) =>
  (
    await client.query(
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = $1 AND state = 'active' AND query LIKE $2 AND pid <> pg_backend_pid()`,
      [of, '%pg_sleep(3600)%'],
    )
  ).rowCount;

it('has no metric that waits for a lock, while a table, its index and its TOAST table are locked', async () => {
  const superuser = await open(database.superuserUrl);
  for (const name of extensions) await superuser.query(`CREATE EXTENSION IF NOT EXISTS ${name}`);
  // Both of a size that the metrics which read tables do not pass over.
  for (const name of ['held', 'free']) {
    await client.query(
      `CREATE TABLE ${name} AS SELECT n AS id, repeat(n::text, 200) AS t FROM generate_series(1, 9999) n;
       CREATE INDEX ${name}_id ON ${name} (id); CREATE SEQUENCE ${name}_seq; ANALYZE ${name}`,
    );
  }
  const { rows: sizes } = await client.query(
    `SELECT relname AS name, relpages > 128 AS is_large FROM pg_class WHERE relname IN ('held', 'free') ORDER BY 1`,
  );
  expect(sizes).toEqual([
    { name: 'free', is_large: true },
    { name: 'held', is_large: true },
  ]);
  // Locks the table, its index, its TOAST table and the index of that.
  await superuser.query('BEGIN; TRUNCATE held; ALTER SEQUENCE held_seq CYCLE');
  const { rows: locked } = await superuser.query(
    `SELECT c.relkind AS kind, count(*)::int AS n FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
     WHERE l.mode = 'AccessExclusiveLock' AND l.pid = pg_backend_pid() AND c.relkind IN ('r', 'i', 't') GROUP BY 1 ORDER BY 1`,
  );
  expect(locked.map(({ kind }) => kind)).toEqual(['i', 'r', 't']);
  expect(
    (await live.session.query("SELECT setting::int <= 500 FROM pg_settings WHERE name = 'lock_timeout'")).rows,
  ).toEqual([['t']]);
  const troubled: string[] = [];
  const unavailable: string[] = [];
  const fetched = new Map<string, Fetched | undefined>();
  for (const metric of metrics) {
    if (metric.versions.length === 0 || metric.appliesTo === 'standby') continue;
    try {
      const planned = await planMetric(live.session, live.facts, metric);
      if ('unavailable' in planned) unavailable.push(`${metric.name}: ${planned.unavailable}`);
      else fetched.set(metric.name, await fetchMetric(live.session, planned));
    } catch (error) {
      troubled.push(`${metric.name}: ${codeOf(error)} ${messageOf(error)}`);
    }
  }
  await superuser.query('ROLLBACK');
  await superuser.end();
  expect(troubled).toEqual([]);
  // Every one of them ran, and what reads tables read the one that is free.
  expect(unavailable).toEqual([]);
  expect(fetched.get('table_bloat_approx_stattuple')?.tags).toBe('[["public.free"]]');
});

it('gives up on a lock within a moment instead of waiting for it', async () => {
  await client.query('CREATE TABLE locked AS SELECT 1 AS id');
  const locked = await plan('SELECT count(*) AS value FROM public.locked');
  await client.query('BEGIN; LOCK TABLE locked IN ACCESS EXCLUSIVE MODE');
  const failure = await fetchMetric(live.session, locked).catch((error: unknown) => error);
  await client.query('ROLLBACK');
  expect(codeOf(failure)).toBe('55P03');
  expect(await fetchMetric(live.session, locked)).toMatchObject({ values: ['1'] });
});

it('lets the server end a metric at its own time-out, and the next one has its usual time again', async () => {
  const slow = await plan('SELECT pg_sleep(5)::text AS value', { statementTimeoutMs: 100 });
  expect(codeOf(await fetchMetric(live.session, slow).catch((error: unknown) => error))).toBe('57014');
  expect((await live.session.query('SHOW statement_timeout')).rows).toEqual([['5s']]);
});

it('is gone from the server soon after it was killed, whatever it was doing', async () => {
  const proxy = await startFaultyProxy(database.url);
  const hung = await openSource(proxy.url, 'HUNG');
  const running = hung.session.query('SELECT pg_sleep(3600)').catch(() => undefined);
  await until('the query runs', async () => (await sleepers(database.name)) === 1);
  // Nobody tells the server: its own time-out has to do it.
  proxy.freeze();
  hung.session.destroy();
  await running;
  await until('the query is gone', async () => (await sleepers(database.name)) === 0);
  await proxy.close();
});

it('leaves nothing running in a database when the collector is killed in the middle of a query', async () => {
  const store = await createStore({ backends: 1 });
  await store.client.query(
    `UPDATE pgwatch2.metric SET origin = 'user', versions = '[{"minMajor": 15, "sql": "SELECT pg_sleep(3600)::text AS slept"}]'
     WHERE name = 'backends'`,
  );
  const app = startCollector(store.database.url, { SALES: database.url });
  await until('the query runs', async () => (await sleepers(database.name)) === 1);
  await end(app);
  await until('the query is gone', async () => (await sleepers(database.name)) === 0);
  await store.close();
});
