import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, startFaultyProxy, type TestDatabase } from '@pgwatch-heroku/testkit';
import { classifyFailure, closeClient, connect, createPool, messageOf, peerFingerprint, retry } from '../src/index.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ connectionLimit: 3 });
});
afterAll(() => database.drop());

const options = () => ({ url: database.url, label: 'SALES', applicationName: 'test' });

it('connects over TLS and knows the fingerprint of the certificate', async () => {
  const client = await connect(options());
  const { rows } = await client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
  expect(rows).toEqual([{ ssl: true }]);
  expect(peerFingerprint(client)).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  await client.end();
});

it('lets the server enforce time-outs and read-only', async () => {
  const client = await connect({
    ...options(),
    statementTimeoutMs: 50,
    lockTimeoutMs: 40,
    readOnly: true,
    rawText: true,
  });
  await expect(client.query('SELECT pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  await expect(client.query('CREATE TABLE t (i int)')).rejects.toMatchObject({ code: '25006' });
  expect((await client.query("SELECT 9007199254740993::int8 AS big, '{1,2}'::int[] AS list")).rows).toEqual([
    { big: '9007199254740993', list: '{1,2}' },
  ]);
  await client.end();
});

it('tells a wrong password from a server that is away, naming the source and never the secret', async () => {
  const wrong = new URL(database.url);
  wrong.password = 'canary-password';
  const rejected = await connect({ ...options(), url: wrong.href }).catch((error: unknown) => error);
  expect(rejected).toMatchObject({ code: 'configuration', exitCode: 78 });
  expect(messageOf(rejected)).toContain('SALES');
  expect(messageOf(rejected)).not.toContain('canary');
  const away = await connect({ ...options(), url: 'postgres://u:canary-password@127.0.0.1:1/d' }).catch(
    (error: unknown) => error,
  );
  expect(away).toMatchObject({ code: 'unavailable', exitCode: 69, retryable: true });
  expect(messageOf(away)).not.toContain('canary');
});

it('refuses a server that does not speak TLS', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write('N'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await expect(connect({ ...options(), url: `postgres://u:p@127.0.0.1:${port}/d` })).rejects.toMatchObject({
    code: 'configuration',
    hint: expect.stringContaining('TLS'),
  });
  server.close();
});

it('gives up on a server that accepts and then says nothing', async () => {
  const server = createServer((socket) => void socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await expect(
    connect({ ...options(), url: `postgres://u:p@127.0.0.1:${port}/d`, connectTimeoutMs: 200 }),
  ).rejects.toMatchObject({ code: 'unavailable', hint: expect.stringContaining('in a Private or Shield space') });
  server.close();
});

it('ends a query, and the connection, of a server that freezes after the login', async () => {
  const proxy = await startFaultyProxy(database.url);
  const [asking, idle] = await Promise.all([
    connect({ ...options(), url: proxy.url, queryTimeoutMs: 300 }),
    connect({ ...options(), url: proxy.url }),
  ]);
  proxy.freeze();
  const error = await asking.query('SELECT 1').catch((caught: unknown) => caught);
  expect(classifyFailure(error)).toBe('unavailable');
  // Saying goodbye in order would wait for ever.
  await Promise.all([closeClient(asking), closeClient(idle)]);
  await proxy.close();
});

it('waits out a full connection limit', async () => {
  const holders = await Promise.all([connect(options()), connect(options()), connect(options())]);
  const attempts: unknown[] = [];
  const fourth = retry(() => connect(options()), {
    deadlineMs: 20_000,
    firstDelayMs: 20,
    isRetryable: (error) => (error as { retryable?: boolean }).retryable === true,
    onRetry: (error) => {
      attempts.push(error);
      if (attempts.length === 2) void holders[0]?.end();
    },
  });
  const client = await fourth;
  expect(attempts.length).toBeGreaterThanOrEqual(2);
  expect(messageOf(attempts[0])).toMatch(/too many connections/);
  await client.end();
  await Promise.all(holders.slice(1).map((holder) => holder.end()));
});

it('takes a pool whose connections all stay in use for a database that does not answer now, not for a bug', async () => {
  const pool = createPool({ ...options(), maxConnections: 1 });
  const held = await pool.connect();
  // It took whatever time a busy machine takes; nobody has to wait as long for what cannot come.
  Object.assign(pool.options, { connectionTimeoutMillis: 50 });
  const error = await pool.query('SELECT 1').catch((caught: unknown) => caught);
  expect([classifyFailure(error), messageOf(error)]).toEqual([
    'unavailable',
    'all connections of the pool stayed in use',
  ]);
  held.release();
  await pool.end();
});
