import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, startApp, type TestDatabase, until } from '@pgwatch-heroku/testkit';

const mainFile = path.resolve(import.meta.dirname, '../dist/main.js');
let database: TestDatabase;
let dir: string;
beforeAll(async () => {
  database = await createTestDatabase({ ownerMonitors: false });
  dir = await mkdtemp(path.join(tmpdir(), 'pgbench-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dir, { recursive: true });
});

it('gives pgbench the password by environment, asks for TLS, and passes the end on', async () => {
  // Stands in for a program that is not installed here: writes down how it was called, then waits for its end.
  const program = path.join(dir, 'pgbench');
  await writeFile(
    program,
    `#!${process.execPath}
const fs = require('node:fs');
process.on('SIGTERM', () => { fs.writeFileSync(${JSON.stringify(dir)} + '/ended', ''); process.exit(0); });
fs.writeFileSync(${JSON.stringify(dir)} + '/called', JSON.stringify({ argv: process.argv.slice(2), env: process.env }));
setInterval(() => {}, 1000);
`,
  );
  await chmod(program, 0o755);
  const app = startApp(mainFile, { MONITOREDDB_URL: database.url, PATH: dir, PGWATCH2_PGBENCH_SCALE: '1' });
  const called = await until('the call', () => readFile(path.join(dir, 'called'), 'utf8').catch(() => undefined));
  app.kill('SIGTERM');
  expect(await app.exited).toBe(0);
  await readFile(path.join(dir, 'ended'));
  const { argv, env } = JSON.parse(called);
  const { password, username } = new URL(database.url);
  expect(argv.join(' ')).not.toContain(password);
  expect(argv).toEqual(expect.arrayContaining(['-n', '-R', '-T']));
  expect(env).toMatchObject({ PGUSER: username, PGPASSWORD: password, PGSSLMODE: 'require' });
  expect(env).not.toHaveProperty('MONITOREDDB_URL');
});

it('says that a program named by PGBENCH_BIN cannot be run', async () => {
  const app = startApp(mainFile, { MONITOREDDB_URL: database.url, PGBENCH_BIN: path.join(dir, 'missing') });
  expect(await app.exited).toBe(78);
  expect(app.output()).toContain('PGBENCH_BIN');
});
