import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { alertFiles, bindPanel, catalogue } from '@pgwatch-heroku/grafana';
import { ensureMetricTable, ensurePartitions } from '@pgwatch-heroku/store';
import { createTestDatabase, createTestRole, grafanaText, type TestDatabase } from '@pgwatch-heroku/testkit';
import { bootstrapCollector } from '../src/bootstrap-collector.js';
import { bootstrapGrafana } from '../src/bootstrap-grafana.js';
import { captureLog, refusalOf, userOf, withClient } from './support.js';

let database: TestDatabase;
let pgwatch2Url: string;
let grafanaUrl: string;
const { log, text } = captureLog();
const shape = (metric: string) => ({ metric, tags: ['tag_x'], columns: [{ name: 'n', type: 'int8' as const }] });
const today = { from: new Date(), to: new Date() };

beforeAll(async () => {
  database = await createTestDatabase();
  pgwatch2Url = await createTestRole(database, 'pgwatch2');
  grafanaUrl = await createTestRole(database, 'pgwatch2_grafana');
  await withClient(database.superuserUrl, async (client) => {
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await client.query(`GRANT ${userOf(pgwatch2Url)} TO ${database.owner} WITH ADMIN OPTION`);
  });
  await bootstrapCollector({ url: database.url, pgwatch2Url, log });
  await withClient(pgwatch2Url, (client) => ensureMetricTable(client, shape('older')));
});
afterAll(() => database.drop());

it('lets the role read samples, views and sources, those made later included', async () => {
  const options = { url: database.url, pgwatch2Url, grafanaUrl, log };
  const { changes, warnings } = await bootstrapGrafana(options);
  expect(warnings).toEqual([]);
  expect(changes).toContain(`schema samples: USAGE granted to ${userOf(grafanaUrl)}`);
  expect(await bootstrapGrafana(options)).toEqual({ changes: [], warnings: [], limits: [] });

  await withClient(pgwatch2Url, async (client) => {
    await ensureMetricTable(client, shape('younger'));
    await ensurePartitions(client, today);
    await client.query("INSERT INTO pgwatch2.source (name) VALUES ('S')");
    await client.query(
      `INSERT INTO pgwatch2.series (source_id, metric, identity, tags)
       SELECT 1, m, gen_random_uuid(), '{"tag_x": "y"}' FROM unnest('{older,younger}'::text[]) m`,
    );
    for (const [index, table] of ['older', 'younger'].entries()) {
      await client.query(
        `INSERT INTO samples.${table} (source_id, time, fetched_at, series, n) VALUES (1, now(), now(), $1, '{7}')`,
        [[index + 1]],
      );
    }
  });
  await withClient(grafanaUrl, async (client) => {
    for (const view of ['older', 'younger']) {
      const { rows } = await client.query(
        `SELECT dbname, (data->>'n')::int AS n, (data->'n')::float8 AS f, tag_data->>'tag_x' AS x FROM ${view}`,
      );
      expect(rows).toEqual([{ dbname: 'S', n: 7, f: 7, x: 'y' }]);
      await client.query(`SELECT s.name, t.n FROM samples.${view} t JOIN pgwatch2.source s ON s.id = t.source_id`);
    }
    await client.query('SELECT id, tags FROM pgwatch2.series');
    await client.query('SELECT * FROM admin.all_distinct_dbname_metrics');
  });
  // What the collector made in between needed nothing from us.
  expect((await bootstrapGrafana(options)).changes).toEqual([]);
});

it('lets the role draw every panel of every dashboard, before the first sample too', async () => {
  const parameters = { source: 1, sources: [1], from: new Date(0), to: new Date(), step: 60, top: 5 };
  const chosen = { queryid: '1', table: 'public.t', sproc: 'public.f', search: '' };
  await withClient(grafanaUrl, async (client) => {
    for (const panel of catalogue) {
      const { text, values } = bindPanel(panel, { ...parameters, ...chosen });
      await client.query(text, values).catch((error: unknown) => {
        throw new Error(panel.id, { cause: error });
      });
    }
  });
});

it('lets the role ask what every alert rule asks', async () => {
  const rules: { uid: string; data: { model: { rawSql?: string } }[] }[] = JSON.parse(
    alertFiles({ isEnabled: true }, { hasOurPolicies: false })['rules.json'] ?? '',
  ).groups[0].rules;
  const view = { from: new Date(0), to: new Date(), intervalMs: 1_000, variables: {} };
  await withClient(grafanaUrl, async (client) => {
    for (const { uid, data } of rules) {
      await client.query(grafanaText(data[0]?.model.rawSql ?? '', view)).catch((error: unknown) => {
        throw new Error(uid, { cause: error });
      });
    }
  });
});

it('lets the role neither write nor see passwords, sessions and what leads to a source', async () => {
  for (const sql of [
    'SELECT * FROM pgwatch2.admin_password',
    'SELECT * FROM pgwatch2.session',
    'SELECT variable FROM pgwatch2.source',
    'SELECT * FROM pgwatch2.source',
    "INSERT INTO pgwatch2.source (name) VALUES ('evil')",
    'UPDATE pgwatch2.source SET is_enabled = false',
    'DELETE FROM samples.older',
    'TRUNCATE samples.older',
    'DROP VIEW public.older',
    'CREATE TABLE samples.evil (n int)',
    'CREATE TABLE public.evil (n int)',
    'CREATE TABLE pgwatch2.evil (n int)',
    'CREATE SCHEMA evil',
  ]) {
    expect([sql, await refusalOf(grafanaUrl, sql)]).toEqual([sql, '42501']);
  }
});

it('takes back what the role once got beyond reading', async () => {
  await withClient(pgwatch2Url, async (client) => {
    await client.query(`GRANT INSERT, SELECT ON pgwatch2.session TO ${userOf(grafanaUrl)}`);
    await client.query(`GRANT ALL ON samples.older TO ${userOf(grafanaUrl)}`);
  });
  const { changes } = await bootstrapGrafana({ url: database.url, pgwatch2Url, grafanaUrl, log });
  expect(changes).toContain(`table pgwatch2.session: INSERT, SELECT taken from ${userOf(grafanaUrl)}`);
  expect(await refusalOf(grafanaUrl, 'SELECT * FROM pgwatch2.session')).toBe('42501');
  expect(await refusalOf(grafanaUrl, 'DELETE FROM samples.older')).toBe('42501');
  expect(await refusalOf(grafanaUrl, 'SELECT * FROM samples.older')).toBeUndefined();
});

it('works where the collector logs in as the owner', async () => {
  const single = await createTestDatabase();
  const roleUrl = await createTestRole(single, 'pgwatch2_grafana');
  const options = { url: single.url, grafanaUrl: roleUrl, log };
  expect((await bootstrapGrafana(options)).warnings.join()).toContain('run collector-bootstrap');
  await bootstrapCollector({ url: single.url, log });
  await bootstrapGrafana(options);
  await withClient(single.url, (client) => ensureMetricTable(client, shape('later')));
  expect(await refusalOf(roleUrl, 'SELECT * FROM public.later, samples.later')).toBeUndefined();
  expect(await bootstrapGrafana(options)).toEqual({ changes: [], warnings: [], limits: [] });
  await single.drop();
});

it('says that Grafana has no role on a plan without credentials, and refuses a role that may write', async () => {
  expect(await bootstrapGrafana({ url: database.url, log })).toEqual({
    changes: [],
    warnings: [],
    limits: ['no-grafana-role'],
  });
  await expect(
    bootstrapGrafana({ url: database.url, pgwatch2Url, grafanaUrl: pgwatch2Url, log }),
  ).rejects.toMatchObject({ code: 'configuration' });
});

it('writes no password into its log', () => {
  for (const url of [database.url, pgwatch2Url, grafanaUrl]) expect(text()).not.toContain(new URL(url).password);
});
