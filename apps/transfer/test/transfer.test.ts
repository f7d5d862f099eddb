import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { metrics, presets } from '@pgwatch-heroku/metrics';
import { connect } from '@pgwatch-heroku/shared';
import { loadDefinitions, migrate } from '@pgwatch-heroku/store';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';

const bin = fileURLToPath(new URL('../../../bin/pgwatch-heroku', import.meta.url));
let database: TestDatabase;
let dir: string;

beforeAll(async () => {
  database = await createTestDatabase({ ownerMonitors: false });
  const client = await connect({ url: database.url, label: 'test', applicationName: 'test' });
  await migrate(client);
  await loadDefinitions(client, { metrics, presets });
  await client.end();
  dir = await mkdtemp(path.join(tmpdir(), 'transfer-test-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

/** Runs the command as the image does. `input` is sent, and standard input left open. */
async function run(args: string[], input?: string, env: Record<string, string> = {}) {
  const child = spawn(bin, args, {
    env: {
      PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
      DATABASE_URL: database.url,
      PGWATCH2_MONITOREDDB_SALES_URL: 'postgres://u:canary-77@127.0.0.1:1/sales',
      ...env,
    },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  if (input !== undefined) child.stdin.write(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect(stdout + stderr).not.toContain('canary-77');
  return { code, stdout, stderr };
}

it('imports what is sent to a one-off dyno, and exports nothing but YAML', async () => {
  const source = '- {name: SALES, conn_str: $PGWATCH2_MONITOREDDB_SALES_URL, preset_metrics: minimal}\n';
  const imported = await run(['import', '-'], `${source}\x04`);
  expect(imported).toMatchObject({ code: 0, stderr: '' });
  expect(imported.stdout).toBe('source SALES added\n\n1 change made. Collectors take it over within five minutes.\n');
  const exported = await run(['export', 'sources']);
  expect(exported).toMatchObject({ code: 0, stderr: '' });
  expect(exported.stdout).toBe(
    '- name: SALES\n  conn_str: $PGWATCH2_MONITOREDDB_SALES_URL\n  kind: postgres\n  preset_metrics: minimal\n  is_enabled: true\n',
  );
});

it('says every problem of a file with its line, and ends with 78', async () => {
  const file = path.join(dir, 'mine.yaml');
  await writeFile(file, 'metrics:\n  a: {sqls: {15: select 1; select 2}}\n  B: {sqls: {15: select 1}}\n');
  const { code, stdout, stderr } = await run(['import', file]);
  expect([code, stdout]).toEqual([78, '']);
  expect(stderr.split('\n')).toEqual([
    expect.stringContaining(`${file}:2: metrics.a.sqls.15: there is a second statement`),
    expect.stringContaining(`${file}:3: Metric "B": a name is`),
    '',
    'Nothing was imported: 2 problems.',
    '',
  ]);
});

it('takes a whole export back and says that nothing is to do', async () => {
  const file = path.join(dir, 'all.yaml');
  await writeFile(file, (await run(['export', 'all'])).stdout);
  const { code, stdout } = await run(['import', file, '--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Nothing was changed \(dry run\): 0 changes to make, \d+ unchanged\.\n$/);
});

it.each([
  ['a part that there is not', ['export', 'everything'], /export wants to know what/, 78],
  ['no file', ['import'], /import wants one file/, 78],
  ['an option that there is not', ['import', 'x', '--force'], /Unknown option/, 78],
  ['a file that is not there', ['import', '/no/such/file'], /no such file/, 78],
  ['a Collector DB without its schema', ['export', 'all'], /is not there.*collector-bootstrap/s, 69],
])('ends in one message for %s', async (_what, args, message, exitCode) => {
  const empty = exitCode === 69 ? await createTestDatabase() : undefined;
  const { code, stderr } = await run(args, undefined, empty ? { DATABASE_URL: empty.url } : {});
  expect(code).toBe(exitCode);
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  expect(stderr).not.toMatch(/^\s+at /m);
  await empty?.drop();
});
