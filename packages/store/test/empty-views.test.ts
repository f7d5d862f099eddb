import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { emptyTables, metrics, presets } from '@pgwatch-heroku/metrics';
import { createTestRole } from '@pgwatch-heroku/testkit';
import { ensureMetricTable, loadDefinitions, writeFetches } from '../src/index.js';
import { addSource, createStore, open, type TestStore } from './store.js';

let store: TestStore;
const load = () => loadDefinitions(store.client, { metrics, presets, emptyTables: Object.values(emptyTables).flat() });
const rowsOf = async (view: string) =>
  (await store.client.query(`SELECT time, dbname, data->>'n' AS n, tag_data->>'t' AS t FROM public.${view}`)).rows;
const shape = { metric: 'replication', tags: [], columns: [{ name: 'n', type: 'int8' as const }] };

beforeAll(async () => {
  store = await createStore();
  await load();
});
afterAll(() => store.close());

it('lets dashboards ask for everything before there is a sample, and for what nothing can fill', async () => {
  for (const view of ['db_stats', 'replication', 'table_changes', 'psutil_cpu', 'server_log_event_counts']) {
    expect(await rowsOf(view)).toEqual([]);
  }
  expect((await load()).changed).toEqual([]);
});

it('makes room for the real view with the first sample, and keeps that one', async () => {
  const sourceId = await addSource(store.client);
  expect((await ensureMetricTable(store.client, shape)).changes).toEqual([
    'table samples.replication',
    'view public.replication',
  ]);
  const now = new Date();
  const fetch = {
    sourceId,
    metric: 'replication',
    tick: now,
    fetchedAt: now,
    columns: ['n'],
    values: ['7'],
    series: null,
  };
  await writeFetches(store.client, [fetch]);
  await load();
  expect(await rowsOf('replication')).toMatchObject([{ dbname: 'SALES', n: '7' }]);
  expect(await ensureMetricTable(store.client, shape)).toEqual({ changes: [] });
});

it('lists the sources that are monitored as configured', async () => {
  expect(await rowsOf('configured_dbs')).toMatchObject([{ dbname: 'SALES' }]);
  await store.client.query('UPDATE pgwatch2.source SET is_enabled = false');
  expect(await rowsOf('configured_dbs')).toEqual([]);
});

it('leaves what others have in public alone, and stores samples where an empty view cannot be dropped', async () => {
  await store.client.query('DROP VIEW public.vmstat; CREATE TABLE public.vmstat (mine int)');
  await load();
  expect((await store.client.query('SELECT mine FROM public.vmstat')).rows).toEqual([]);

  const role = await createTestRole(store.database, 'pgwatch2');
  const name = new URL(role).username;
  await store.client.query(
    `GRANT USAGE, CREATE ON SCHEMA samples, public TO ${name}; GRANT USAGE ON SCHEMA pgwatch2 TO ${name};
     GRANT SELECT ON ALL TABLES IN SCHEMA pgwatch2 TO ${name}`,
  );
  const client = await open(role);
  const other = { ...shape, metric: 'archiver' };
  expect((await ensureMetricTable(client, other)).changes).toEqual(['table samples.archiver']);
  expect(await ensureMetricTable(client, other)).toEqual({ changes: [] });
  // Given away by the next bootstrap.
  await store.client.query('DROP VIEW public.archiver');
  expect((await ensureMetricTable(client, other)).changes).toEqual(['view public.archiver']);
  await client.end();
});
