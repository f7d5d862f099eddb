import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { metrics, presets } from '@pgwatch-heroku/metrics';
import { type Client, connect } from '@pgwatch-heroku/shared';
import {
  loadDefinitions,
  migrate,
  recordCollector,
  recordMetricState,
  recordSourceState,
  syncAttachedSources,
  takeSources,
} from '@pgwatch-heroku/store';
import { createTestDatabase, createTestRole, type TestDatabase } from '@pgwatch-heroku/testkit';
import { listSourceIdsSql, switchOffSql } from './sql/sources.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
let store: TestDatabase;
let client: Client;
let salesUrl: string;

beforeAll(async () => {
  store = await createTestDatabase();
  client = await connect({ url: store.url, label: 'the test store', applicationName: 'test' });
  await migrate(client);
  await loadDefinitions(client, { metrics, presets });
  salesUrl = await createTestRole(store, 'sales', 'IN ROLE pg_monitor');
});
afterAll(async () => {
  await client.end();
  await store.drop();
});

const env = () => ({
  ...{ DATABASE_URL: store.url, PGWATCH2_MONITOREDDB_SALES_URL: salesUrl },
  ...{ PGWATCH2_ADMIN_PASSWORD: 'canary-admin-password', PGWATCH2_SECRET_KEY: 'canary-secret-key-0123456789' },
});

async function doctor(args: string[], variables: Record<string, string>) {
  const child = spawn(process.execPath, [main, ...args], { env: variables });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  for (const secret of ['canary', new URL(salesUrl).password]) expect(stdout + stderr).not.toContain(secret);
  return { code, stdout, stderr };
}

/** What a collector that is at work leaves. */
async function collect(): Promise<void> {
  const at = new Date();
  await syncAttachedSources(client, [{ alias: 'SALES', variable: 'PGWATCH2_MONITOREDDB_SALES_URL', sameAs: [] }]);
  await recordCollector(client, { dyno: 'collector.1', version: '1', startedAt: at });
  const { rows } = await client.query<{ id: number }>(listSourceIdsSql);
  const sourceId = rows[0]?.id ?? 0;
  await recordSourceState(client, { sourceId, ok: true, at });
  await recordMetricState(client, { sourceId, metric: 'db_stats', ok: true, durationMs: 1, rows: 1, at });
}

it('ends with 69 where waiting may mend what is wrong: no collector has reported yet', async () => {
  const { code, stdout } = await doctor([], env());
  expect(stdout).toMatch(/^ {2}ERROR +Collector dynos +No collector has reported/m);
  expect(code).toBe(69);
});

it('prints a line per aspect with what mends it, and ends with 0 where nothing is worse than a warning', async () => {
  await collect();
  const held = await connect({
    url: store.url,
    label: 'a collector',
    applicationName: 'pgwatch-heroku lease collector.1',
  });
  const { rows } = await client.query<{ id: number }>(listSourceIdsSql);
  await takeSources(held, [rows[0]?.id ?? 0]);
  const { code, stdout } = await doctor([], { ...env(), HEROKU_API_KEY: 'canary-key' });
  await held.end();
  expect(stdout).toMatch(/^Deployment$/m);
  expect(stdout).toMatch(/^Source SALES$/m);
  expect(stdout).toMatch(/^ {2}ok +pg_monitor +The role sales_\w+ has it/m);
  expect(stdout).toContain('    heroku config:unset HEROKU_API_KEY');
  expect(stdout).toMatch(/^0 errors, \d+ warnings, \d+ ok, \d+ not available$/m);
  expect(code).toBe(0);
});

it('ends with 78 where a person has to act: a source refuses the login', async () => {
  const wrong = salesUrl.replace(/:[^:@]+@/, ':canary-wrong@');
  const { code, stdout } = await doctor(['SALES', '--json'], { ...env(), PGWATCH2_MONITOREDDB_SALES_URL: wrong });
  const [, sales] = JSON.parse(stdout);
  expect(sales.findings[0]).toMatchObject({ id: 'connection', state: 'error', mayPass: false });
  expect(code).toBe(78);
});

it('asks a source that is switched off nothing', async () => {
  await client.query(switchOffSql);
  const { stdout } = await doctor(['SALES'], env());
  expect(stdout).toMatch(/^ {2}- +Connection +It is paused/m);
});

it('ends with 78 for a source or an option that is not there, and 69 while the Collector DB is away', async () => {
  const unknown = await doctor(['NOPE'], env());
  expect([unknown.code, unknown.stderr]).toEqual([78, expect.stringContaining('There is no source named NOPE')]);
  expect((await doctor(['--nope'], env())).code).toBe(78);
  const nowhere = await doctor([], { ...env(), DATABASE_URL: 'postgres://u:p@127.0.0.1:1/db' });
  expect([nowhere.code, nowhere.stdout]).toEqual([69, expect.stringContaining('does not answer')]);
});

it('ends with 78 where the Collector DB refuses the login, and says so once', async () => {
  const url = new URL(env().DATABASE_URL);
  url.password = 'wrong';
  const { code, stdout } = await doctor([], { ...env(), DATABASE_URL: url.href });
  expect(code).toBe(78);
  expect(stdout.match(/password authentication failed/g)).toHaveLength(1);
  expect(stdout).toContain('check the user, password and database');
});
