import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bootstrapMonitored } from '@pgwatch-heroku/bootstrap';
import { type Metric, metrics } from '@pgwatch-heroku/metrics';
import { type Client, createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { fetchMetric } from '../src/fetch/fetch-metric.js';
import { type MetricPlan, planMetric } from '../src/fetch/metric-plan.js';
import { type OpenSource, openSource } from '../src/fetch/open-source.js';
import { open } from './support.js';

let essential: TestDatabase;
let owner: Client;
let roleUrl: string;
let live: OpenSource | undefined;
const log = createLogger({ name: 'test', destination: { write: () => undefined } });

beforeAll(async () => {
  essential = await createTestDatabase({ ownerMonitors: false });
  owner = await open(essential.url);
  roleUrl = await createTestRole(essential, 'pgwatch2');
  const admin = await open(essential.superuserUrl);
  await admin.query('CREATE EXTENSION pg_stat_statements');
  await admin.end();
  await bootstrapMonitored({ url: essential.url, monitoringRole: new URL(roleUrl).username, log });
});
afterAll(async () => {
  await live?.close();
  await owner.end();
  await essential.drop();
});

const planned = async (name: string) => {
  live ??= await openSource(roleUrl, 'ESSENTIAL');
  return (await planMetric(
    live.session,
    live.facts,
    metrics.find((metric) => metric.name === name) as Metric,
  )) as MetricPlan;
};
const fetched = async (plan: MetricPlan) => (live ? fetchMetric(live.session, plan) : undefined);
const columnOf = (plan: MetricPlan, values: (string | null)[] | undefined, name: string) =>
  values?.[plan.shape.columns.findIndex((column) => column.name === name)];

it('sees through the helper what the sessions of other roles do, and still counts those of other databases', async () => {
  const plan = await planned('backends');
  const elsewhere = await open(new URL('/postgres', essential.superuserUrl).href);
  const busy = owner.query('SELECT pg_sleep(1.5)');
  const values = await until('the active session', async () => {
    const now = (await fetched(plan))?.values;
    return columnOf(plan, now, 'active') === '1' && now;
  });
  expect(columnOf(plan, values, 'total')).toBe('1');
  expect(Number(columnOf(plan, values, 'instance_total'))).toBeGreaterThan(1);
  await busy;
  await elsewhere.end();
});

it('tells how much of the tightest limit of connections is taken, not only of the limit of the server', async () => {
  const plan = await planned('backends');
  const admin = await open(essential.superuserUrl);
  const database = new URL(essential.url).pathname.slice(1);
  await admin.query(`ALTER DATABASE "${database}" CONNECTION LIMIT 4`);
  // The owner and the admin; an autovacuum worker may be there for a moment.
  await until('half of four', async () => columnOf(plan, (await fetched(plan))?.values, 'connections_used') === '0.5');
  expect(columnOf(plan, (await fetched(plan))?.values, 'connection_limit')).toBe('4');
  await admin.query(`ALTER DATABASE "${database}" CONNECTION LIMIT -1`);
  const values = (await fetched(plan))?.values;
  expect(Number(columnOf(plan, values, 'connections_used'))).toBeLessThan(0.5);
  const { rows } = await admin.query('SHOW max_connections');
  expect(columnOf(plan, values, 'connection_limit')).toBe(rows[0].max_connections);
  await admin.end();
});

it('gives through the helper the statements of the owner, with their texts', async () => {
  for (let i = 0; i < 8; i++) await owner.query("SELECT pg_sleep(0.002), 'of the owner'");
  const plan = await planned('stat_statements');
  const tags = JSON.parse((await fetched(plan))?.tags ?? '[]') as [string][];
  const { rows } = (await live?.session.query(plan.detailsSql ?? '', { values: [tags.map(([id]) => id)] })) ?? {};
  expect(rows?.map(([, text]) => text)).toContain('SELECT pg_sleep($1), $2');
});

it('uses neither a function of a stranger nor one that would run with our own rights', async () => {
  const database = await createTestDatabase({ ownerMonitors: false });
  const stranger = await createTestRole(database, 'stranger');
  const admin = await open(database.superuserUrl);
  const source = await openSource(await createTestRole(database, 'pgwatch2'), 'TRAP');
  const sqlOf = async () => {
    const metric = metrics.find(({ name }) => name === 'backends') as Metric;
    return ((await planMetric(source.session, source.facts, metric)) as MetricPlan).sql;
  };
  const define = (security: string, role: string) =>
    admin.query(`DROP FUNCTION IF EXISTS public.get_stat_activity();
      CREATE FUNCTION public.get_stat_activity() RETURNS SETOF pg_stat_activity LANGUAGE sql SECURITY ${security}
        AS 'SELECT * FROM pg_stat_activity'; ALTER FUNCTION public.get_stat_activity() OWNER TO "${role}"`);
  await admin.query('GRANT USAGE, CREATE ON SCHEMA public TO PUBLIC');
  await define('DEFINER', new URL(stranger).username);
  expect(await sqlOf()).not.toContain('get_stat_activity()');
  await define('INVOKER', database.owner);
  expect(await sqlOf()).not.toContain('get_stat_activity()');
  await define('DEFINER', database.owner);
  expect(await sqlOf()).toContain('public.get_stat_activity()');
  await source.close();
  await admin.end();
  await database.drop();
});

it('reads the views themselves where the role is a member of pg_monitor', async () => {
  const admin = await open(essential.superuserUrl);
  await admin.query(`GRANT pg_monitor TO "${new URL(roleUrl).username}"`);
  await admin.end();
  const plan = await planned('stat_statements');
  expect(plan.sql).toContain('pg_stat_statements(false)');
  expect((await planned('backends')).sql).toContain('pg_catalog.pg_stat_activity');
});
