import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, it } from '@jest/globals';
import { type AppError, missingHints, parseEnv } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole, until } from '@pgwatch-heroku/testkit';
import type { ApiProblem } from '../../src/api/types.js';
import { configSchema } from '../../src/config.js';
import { spawnWeb, type WebProcess } from './support/spawn-web.js';

const secrets = {
  PGWATCH2_ADMIN_PASSWORD: 'canary-admin-password',
  PGWATCH2_SECRET_KEY: 'canary-secret-key-0123456789',
};
const nowhere = 'postgres://user:canary-database-password@127.0.0.1:9/nowhere';
const running: WebProcess[] = [];

function start(env: Record<string, string>): WebProcess {
  const web = spawnWeb(env);
  running.push(web);
  return web;
}

afterEach(async () => {
  for (const web of running) web.signal('SIGKILL');
  for (const web of running.splice(0)) {
    await web.exited;
    expect(web.output()).not.toContain('canary');
    expect(web.output()).not.toMatch(/\n {4}at |\\n {4}at /); // no stack trace
  }
});

it.each([
  [
    'PORT is missing, and how to set it',
    { DATABASE_URL: nowhere },
    'PORT is not set',
    'elsewhere export it, for example PORT=5000',
  ],
  ['PORT is not a number', { DATABASE_URL: nowhere, PORT: 'http' }, 'PORT: is not a whole number'],
  [
    'PGWATCH2_LISTEN_HOST is no address',
    { PORT: '9', DATABASE_URL: nowhere, PGWATCH2_LISTEN_HOST: 'everywhere' },
    'PGWATCH2_LISTEN_HOST: is not an IP address',
  ],
  [
    'DATABASE_URL is missing, and how to attach one',
    { PORT: '9' },
    'DATABASE_URL is not set',
    'heroku addons:create heroku-postgresql',
  ],
  [
    'DATABASE_URL is malformed',
    { PORT: '9', DATABASE_URL: 'postgres//canary' },
    'DATABASE_URL: is not a PostgreSQL URL',
  ],
  [
    'DATABASE_URL has no database',
    { PORT: '9', DATABASE_URL: 'postgres://u:canary@h' },
    'DATABASE_URL: is not a PostgreSQL URL of the form postgres://user:password@host:5432/database',
  ],
])('takes no configuration in which %s', (_problem, env, ...messages) => {
  let said = '';
  try {
    parseEnv(configSchema, { ...secrets, ...env }, missingHints);
  } catch (error) {
    expect(error).toMatchObject({ code: 'configuration', exitCode: 78 });
    said = `${(error as AppError).message} ${(error as AppError).hint}`;
  }
  for (const message of messages) expect(said).toContain(message);
  expect(said).not.toContain('canary');
});

it('ends with 78 when PGWATCH2_LISTEN_HOST is an address of another machine', async () => {
  const env = { PORT: '9999', DATABASE_URL: nowhere, PGWATCH2_LISTEN_HOST: '192.0.2.1' };
  const web = start({ ...secrets, ...env });
  expect(await web.exited).toBe(78);
  expect(web.output()).toContain('This machine has no address 192.0.2.1 to listen on');
  expect(web.output().trim().split('\n').length).toBeLessThanOrEqual(2);
});

it('ends with 78 and lists all problems at once, those of the database included', async () => {
  const web = start({ PORT: 'http', DATABASE_URL: 'postgres://u:canary@h', PGWATCH2_ADMIN_PASSWORD: 'short' });
  expect(await web.exited).toBe(78);
  for (const name of ['PORT', 'DATABASE_URL', 'PGWATCH2_ADMIN_PASSWORD', 'PGWATCH2_SECRET_KEY']) {
    expect(web.output()).toContain(name);
  }
  expect(web.output().trim().split('\n').length).toBeLessThanOrEqual(2);
});

it('ends with 69 and names the port when it is taken', async () => {
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, () => resolve((blocker.address() as { port: number }).port));
  });
  const web = start({ ...secrets, PORT: String(port), DATABASE_URL: nowhere });
  expect(await web.exited).toBe(69);
  expect(web.output()).toContain(`Port ${port} is in use`);
  await new Promise((resolve) => blocker.close(resolve));
});

it('listens and says what it waits for while the database is away, and stops at SIGTERM', async () => {
  const web = start({ ...secrets, PORT: String(await freePort()), DATABASE_URL: nowhere });
  const health = await web.ask('/healthz', ({ status }) => status === 200);
  expect(await health.json()).toEqual({ status: 'ok' });
  // The app's own page, which takes over from the front door once its code is loaded.
  const page = await web.ask('/signin', ({ headers }) => headers.get('retry-after') === '3');
  expect(page.status).toBe(503);
  const reason = async () => {
    const { hint } = (await (await web.ask('/api/v1/sources', () => true)).json()) as ApiProblem;
    return hint?.includes('It cannot be reached.') && hint;
  };
  // The kind of problem for everybody; where and as whom only in the log.
  expect(await until('the reason', reason)).toContain('heroku logs --dyno web');
  const text = await (await web.ask('/signin', () => true)).text();
  expect(text).toContain('It cannot be reached.');
  for (const detail of ['127.0.0.1', 'ECONNREFUSED', 'nowhere']) expect(text).not.toContain(detail);
  expect(web.output()).toMatch(/"level":"warn".*"event":"waiting".*"hint":"Check that the database/);
  web.signal('SIGTERM');
  expect(await web.exited).toBe(0);
});

it('names the credential that it waits for when the default one gets in', async () => {
  const database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, PGWATCH2_URL: nowhere.replace('/nowhere', `/${database.name}`) };
  const web = start({ ...secrets, ...env, PORT: String(await freePort()) });
  const text = async () => (await web.ask('/signin', () => true)).text();
  await until('the reason', async () => (await text()).includes('It cannot be reached.'));
  expect(await text()).toContain('config var PGWATCH2_URL');
  web.signal('SIGTERM');
  expect(await web.exited).toBe(0);
  await database.drop();
});

it('listens where it is told, and everywhere by default', async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)?.address;
  // Every machine has a second loopback address; it stands for the outside where there is none.
  const [here, elsewhere] = ['127.0.0.1', outside ?? '127.0.0.2'];
  const env = { ...secrets, DATABASE_URL: nowhere };
  const port = await freePort();
  const hidden = start({ ...env, PORT: String(port), PGWATCH2_LISTEN_HOST: here });
  await hidden.ask('/healthz', ({ status }) => status === 200);
  await expect(fetch(`http://${elsewhere}:${port}/healthz`)).rejects.toThrow();
  const openPort = await freePort();
  const open = start({ ...env, PORT: String(openPort) });
  await open.ask('/healthz', ({ status }) => status === 200);
  expect((await fetch(`http://${elsewhere}:${openPort}/healthz`)).status).toBe(200);
});

it('ends with 78 when the credential that it works with is refused, though the default one gets in', async () => {
  const database = await createTestDatabase();
  const wrong = new URL(await createTestRole(database, 'pgwatch2'));
  wrong.password = 'canary-wrong-password';
  const env = { DATABASE_URL: database.url, PGWATCH2_URL: wrong.href };
  const web = start({ ...secrets, ...env, PORT: String(await freePort()) });
  expect(await web.exited).toBe(78);
  expect(web.output()).toContain('PGWATCH2_URL');
  expect(web.output()).not.toContain('"event":"ready"');
  await database.drop();
});

it('makes the schema of an empty store, serves the sign-in page and stops at SIGTERM', async () => {
  const database = await createTestDatabase({ ownerMonitors: false, connectionLimit: 20 });
  const web = start({ ...secrets, PORT: String(await freePort()), DATABASE_URL: database.url });
  const page = await web.ask('/signin', ({ status }) => status === 200);
  expect(await page.text()).toContain('PGWATCH2_ADMIN_PASSWORD');
  const unauthenticated = await web.ask('/api/v1/sources', () => true);
  expect(unauthenticated.status).toBe(401);
  web.signal('SIGTERM');
  expect(await web.exited).toBe(0);
  await database.drop();
});

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
