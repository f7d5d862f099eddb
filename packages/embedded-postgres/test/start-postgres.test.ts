import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import pg from 'pg';
import { startPostgres } from '../src/index.js';
import { postgresOwner } from '../src/readable-dir.js';
import { prepareRuntime } from '../src/runtime.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-cluster-'));
  await chmod(dir, 0o755);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

it('refuses unencrypted connections, keeps data over a restart, lets an owner create pg_stat_statements, and logs no password', async () => {
  const first = await startPostgres({ dir, settings: { fsync: 'off' } });
  const url = new URL(first.superuserUrl);
  const plain = new pg.Client({
    host: url.hostname,
    port: first.port,
    user: 'postgres',
    password: url.password,
    database: 'postgres',
  });
  await expect(plain.connect()).rejects.toThrow(/no encryption|pg_hba/);
  const admin = await connect({ url: first.superuserUrl, label: 'test', applicationName: 'test' });
  await admin.query("CREATE ROLE ann LOGIN PASSWORD 'x'");
  await expect(admin.query("CREATE ROLE ann LOGIN PASSWORD 'canary-of-the-log'")).rejects.toThrow('already exists');
  await admin.query('CREATE DATABASE shop OWNER ann');
  await admin.end();
  const shop = `postgres://ann:x@127.0.0.1:${first.port}/shop`;
  const ann = await connect({ url: shop, label: 'test', applicationName: 'test' });
  await ann.query('CREATE EXTENSION pg_stat_statements');
  await ann.end();
  await first.stop();

  const second = await startPostgres({ dir, preferredPort: first.port, settings: { fsync: 'off' } });
  const again = await connect({
    url: `postgres://ann:x@127.0.0.1:${second.port}/shop`,
    label: 'test',
    applicationName: 'test',
  });
  expect((await again.query('SELECT count(*)::int AS n FROM pg_stat_statements')).rows).toHaveLength(1);
  await again.end();
  await second.stop();
  const log = await readFile(second.logFile, 'utf8');
  expect(log.match(/starting PostgreSQL/g)).toHaveLength(2);
  expect(log).toContain('role "ann" already exists');
  expect(log).not.toContain('canary-of-the-log');
});

it('leaves a process alone that got the pid of a server which ended with the machine, and starts', async () => {
  const foreign = spawn('sleep', ['600'], { ...postgresOwner, stdio: 'ignore' });
  const ended = once(foreign, 'exit');
  try {
    const server = await startPostgres({ dir, settings: { fsync: 'off' } });
    const pidFile = path.join(server.dir, 'data', 'postmaster.pid');
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await server.kill();
    const longAgoS = 1_000_000_000;
    await writeFile(pidFile, [foreign.pid, lines[1], longAgoS, ...lines.slice(3)].join('\n'));
    const again = await startPostgres({ dir, settings: { fsync: 'off' } });
    await again.stop();

    // Of one that may have been started since, PostgreSQL is the judge; nobody is told anything.
    await writeFile(pidFile, [foreign.pid, lines[1], Math.floor(Date.now() / 1_000), ...lines.slice(3)].join('\n'));
    await expect(startPostgres({ dir, settings: { fsync: 'off' } })).rejects.toMatchObject({
      hint: expect.stringContaining(`postmaster (PID ${foreign.pid})`),
    });
    expect(foreign.signalCode ?? foreign.exitCode).toBeNull();
    await rm(pidFile);
  } finally {
    foreign.kill();
    await ended;
  }
});

it('says what the server itself said when it does not start, not what it said another time', async () => {
  const failure = await startPostgres({ dir, settings: { fsync: 'off', work_mem: 'plenty' } }).catch((error) => error);
  expect(failure).toMatchObject({ code: 'unavailable', hint: expect.stringContaining('"work_mem": "plenty"') });
  expect(failure.hint).not.toContain('database system is shut down');
});

it('says how much disk space is missing and leaves nothing half-written', async () => {
  const small = path.join(dir, 'small');
  await expect(startPostgres({ dir: small, requiredBytes: 1e15 })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/Not enough disk space.*MB are free.*MB are needed/),
    hint: expect.stringContaining('--state-dir'),
  });
  expect(await readdir(dir)).not.toContain('small');
});

it('leaves no half of a copy of the programs behind when making it fails', async () => {
  const [broken, target] = [path.join(dir, 'broken'), path.join(dir, 'target')];
  await mkdir(path.join(broken, 'bin'), { recursive: true });
  await writeFile(path.join(broken, 'bin', 'initdb'), ''); // copied; then the list of symlinks is missing
  await mkdir(path.join(target, 'runtime.partial', 'of-one-that-was-killed'), { recursive: true });
  await expect(prepareRuntime(broken, path.join(target, 'runtime'))).rejects.toThrow('pg-symlinks.json');
  expect(await readdir(target)).toEqual([]);
});
