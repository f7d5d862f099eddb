import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { metrics, presets } from '@pgwatch-heroku/metrics';
import { loadDefinitions, readSourceMetrics } from '../../src/index.js';
import { exportYaml, importYaml } from '../../src/transfer/index.js';
import { addSource, createStore, type TestStore } from '../store.js';

let store: TestStore;
let id: number;
const attachments = [{ alias: 'SALES', variable: 'PGWATCH2_MONITOREDDB_SALES_URL', sameAs: [] }];
beforeAll(async () => {
  store = await createStore();
  id = await addSource(store.client);
});
afterAll(() => store.close());
// Every test begins with what is shipped, and one source.
beforeEach(async () => {
  await store.client.query(`
    DELETE FROM pgwatch2.source WHERE name <> 'SALES';
    UPDATE pgwatch2.source SET preset = DEFAULT, preset_standby = NULL, custom_metrics = DEFAULT, custom_metrics_standby = NULL,
      only_if_primary = DEFAULT, group_name = NULL, pgwatch_attributes = DEFAULT;
    DELETE FROM pgwatch2.metric WHERE origin = 'user';
    DELETE FROM pgwatch2.preset WHERE origin = 'user'`);
  await loadDefinitions(store.client, { metrics, presets });
});

const importText = (text: string, more = {}) => importYaml(store.client, text, { attachments, ...more });
const origins = async () =>
  (
    await store.client.query(
      "SELECT name FROM pgwatch2.metric WHERE origin = 'user' UNION SELECT name FROM pgwatch2.preset WHERE origin = 'user' ORDER BY 1",
    )
  ).rows.map(({ name }) => name);

it('takes back everything that it gave, and changes nothing by it', async () => {
  await store.client.query(
    `UPDATE pgwatch2.source SET group_name = 'eu: "x"', preset_standby = 'minimal', custom_metrics = '{"db_stats": 5, "locks": 0}',
       custom_metrics_standby = '{"db_size": 60}', only_if_primary = true, pgwatch_attributes = '{"custom_tags": {"a": "b"}}'`,
  );
  const text = await exportYaml(store.client, 'all');
  const again = await importText(text);
  expect(again).toMatchObject({ problems: [], changes: [], unchangedCount: metrics.length + presets.length + 1 });
  expect(await origins()).toEqual([]);
  for (const part of ['metrics', 'presets', 'sources'] as const) {
    expect(await importText(await exportYaml(store.client, part))).toMatchObject({ problems: [], changes: [] });
  }
  expect(await exportYaml(store.client, 'all', { ownOnly: true })).not.toContain('sqls');

  // Into an empty store, and out of it again.
  const other = await createStore();
  await importYaml(other.client, text, { attachments });
  expect(await exportYaml(other.client, 'all')).toBe(text);
  await other.close();
});

const own = `
metrics:
  own:
    description: Mine.
    sqls:
      14: |
        select (extract(epoch from now()) * 1e9)::int8 as epoch_ns, 'x' as tag_kind, 1 as value; -- as pgwatch writes it
      17: "; -- covered by another"
    gauges: ['*']
    init_sql: create extension something
    is_instance_level: true
    node_status: primary
    statement_timeout_seconds: 2.5
  reco_own: {sqls: {15: select 1 as value}, storage_name: recommendations}
presets:
  lean: {description: Little., metrics: {own: 30, psutil_cpu: 60}}
sources:
  - name: sales
    conn_str: \${PGWATCH2_MONITOREDDB_SALES_URL}
    preset_metrics: lean
    custom_metrics: {own: 10}
    custom_tags: {team: red}
    is_enabled: true
  - {name: pool, kind: pgbouncer, conn_str: postgres://u:canary-77@h/pgbouncer}
`;

it("takes over pgwatch's own forms, and names what it cannot use", async () => {
  const { problems, notes, changes } = await importText(own);
  expect(problems).toEqual([]);
  expect(changes).toEqual(['metric own added', 'metric reco_own added', 'preset lean added', 'source SALES changed']);
  const said = notes.map(({ line, message }) => `${line} ${message}`).join('\n');
  expect(said).toMatch(/^10 metric own: init_sql is kept and not run/m);
  expect(said).toMatch(/^16 preset lean asks for psutil_cpu, and there is no metric/m);
  expect(said).toMatch(/source sales: is named SALES here/);
  expect(said).toMatch(/custom_tags are kept/);
  expect(said).toMatch(/source pool is not taken over: its kind is pgbouncer/);
  expect(said).not.toContain('canary-77');
  const asked = await readSourceMetrics(store.client, id);
  expect(asked.map(({ metric, intervalSeconds }) => [metric.name, intervalSeconds])).toEqual([
    ['own', 10],
    ['psutil_cpu', 60],
  ]);
  expect(asked[0]?.metric).toMatchObject({
    appliesTo: 'primary',
    statementTimeoutMs: 2_500,
    versions: [
      { minMajor: 14, sql: expect.not.stringContaining(';') },
      { minMajor: 17, sql: '' },
    ],
  });
  const { rows } = await store.client.query('SELECT * FROM public.own');
  expect(rows).toEqual([]);
  expect(await importText(own)).toMatchObject({ changes: [], unchangedCount: 4 });
  const text = await exportYaml(store.client, 'all', { ownOnly: true });
  for (const kept of [
    'init_sql: create extension something',
    '- "*"',
    'team: red',
    '$PGWATCH2_MONITOREDDB_SALES_URL',
    'storage_name: recommendations',
  ])
    expect(text).toContain(kept);
});

it('keeps what a person imported through updates, and makes it shipped again when it is', async () => {
  const shipped = await exportYaml(store.client, 'metrics');
  await importText(own);
  await importText('metrics: {db_size: {description: mine, sqls: {15: SELECT 1 AS size_b}}}');
  await importText('presets: {minimal: {metrics: {db_size: 5}}}');
  await loadDefinitions(store.client, { metrics, presets });
  expect(await origins()).toEqual(['db_size', 'lean', 'minimal', 'own', 'reco_own']);
  const { rows } = await store.client.query(
    "SELECT metric, interval_seconds FROM pgwatch2.preset_metric WHERE preset = 'minimal'",
  );
  expect(rows).toEqual([{ metric: 'db_size', interval_seconds: 5 }]);
  expect(await importText(shipped)).toMatchObject({ changes: ['metric db_size changed'] });
  expect(await origins()).toEqual(['lean', 'minimal', 'own', 'reco_own']);
});

it('says what would change and changes nothing in a dry run', async () => {
  const before = await exportYaml(store.client, 'all');
  expect((await importText(own, { dryRun: true })).changes).toHaveLength(4);
  expect(await exportYaml(store.client, 'all')).toBe(before);
});

it('leaves alone what the collector makes itself', async () => {
  const { notes, changes, problems } = await importText(
    'metrics: {instance_up: {sqls: {11: select 1 as instance_up}}, change_events: {sqls: {11: ""}}, nothing: {sqls: {14: ; -- x}}}',
  );
  expect([problems, changes]).toEqual([[], []]);
  expect(notes.map(({ message }) => message)).toEqual([
    'metric instance_up is not taken over: the collector makes it itself',
    'metric change_events is not taken over: the collector makes it itself',
    'metric nothing is not taken over: there is no SQL in its sqls',
  ]);
});

it('waits for a config var that is not set yet', async () => {
  const { notes, changes } = await importText(
    '- {name: SHOP, conn_str: $PGWATCH2_MONITOREDDB_SHOP_URL, preset_metrics: minimal}',
  );
  expect(changes).toEqual(['source SHOP added']);
  expect(notes[0]?.message).toMatch(/is not set to a PostgreSQL URL yet/);
  const { rows } = await store.client.query(
    "SELECT detached_at IS NOT NULL AS waits, preset FROM pgwatch2.source WHERE name = 'SHOP'",
  );
  expect(rows).toEqual([{ waits: true, preset: 'minimal' }]);
});
