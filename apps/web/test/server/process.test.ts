import { createServer } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { createTestDatabase } from '@pgwatch-heroku/testkit';
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

it('ends with 78 and names both when the password and the key are missing', async () => {
  const web = start({ PORT: String(await freePort()), DATABASE_URL: nowhere });
  expect(await web.exited).toBe(78);
  expect(web.output()).toContain('PGWATCH2_ADMIN_PASSWORD is not set');
  expect(web.output()).toContain('PGWATCH2_SECRET_KEY is not set');
});

it('ends with 78 when the password or the key is too short', async () => {
  const env = { PGWATCH2_ADMIN_PASSWORD: 'short', PGWATCH2_SECRET_KEY: 'short' };
  const web = start({ ...env, PORT: String(await freePort()), DATABASE_URL: nowhere });
  expect(await web.exited).toBe(78);
  expect(web.output()).toContain('PGWATCH2_ADMIN_PASSWORD: is shorter than 12 characters');
  expect(web.output()).toContain('PGWATCH2_SECRET_KEY: is shorter than 16 characters');
});

it.each([
  ['PORT is missing', { DATABASE_URL: nowhere }, 'PORT is not set'],
  ['PORT is not a number', { DATABASE_URL: nowhere, PORT: 'http' }, 'PORT: is not a whole number'],
  ['DATABASE_URL is missing', { PORT: '9' }, 'DATABASE_URL is not set'],
  [
    'DATABASE_URL is malformed',
    { PORT: '9', DATABASE_URL: 'postgres//canary' },
    'DATABASE_URL: is not a PostgreSQL URL',
  ],
  [
    'DATABASE_URL has no database',
    { PORT: '9', DATABASE_URL: 'postgres://u:canary@h' },
    'DATABASE_URL is not a usable',
  ],
])('ends with 78 when %s', async (_problem, env, message) => {
  const web = start({ ...secrets, ...env });
  expect(await web.exited).toBe(78);
  expect(web.output()).toContain(message);
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
  web.signal('SIGTERM');
  expect(await web.exited).toBe(0);
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
