import { createServer } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { until } from '@pgwatch-heroku/testkit';
import request from 'supertest';
import { spawnWeb, type WebProcess } from '../server/support/spawn-web.js';
import { startApp } from '../server/support/start-app.js';
import { createStore } from '../server/support/store.js';

const nowhere = 'postgres://user:canary-database-password@127.0.0.1:9/nowhere';
const running: WebProcess[] = [];

function start(env: Record<string, string>): WebProcess {
  const web = spawnWeb(env);
  running.push(web);
  return web;
}

afterEach(async () => {
  for (const web of running) web.signal('SIGKILL');
  for (const web of running.splice(0)) await web.exited;
});

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

it('shows the line to run and nothing else when the password and the key are missing', async () => {
  const port = await freePort();
  const web = start({ PORT: String(port), DATABASE_URL: nowhere, HEROKU_APP_NAME: 'my-monitor' });
  await until('the page', async () => web.output().includes('secret-missing'));
  for (const path of ['/', '/setup', '/healthz', '/api/v1/sources']) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    expect([path, response.status]).toEqual([path, 503]);
    expect(await response.text()).toContain(
      'heroku config:set PGWATCH2_ADMIN_PASSWORD=$(openssl rand -hex 24) PGWATCH2_SECRET_KEY=$(openssl rand -hex 32) --app my-monitor',
    );
  }
});

it('ends with 78 when one is missing and the other too short', async () => {
  const web = start({ PORT: String(await freePort()), DATABASE_URL: nowhere, PGWATCH2_SECRET_KEY: 'short' });
  expect(await web.exited).toBe(78);
  expect(web.output()).toContain('PGWATCH2_ADMIN_PASSWORD is not set');
});

it('ends with 78 when the password or the key is too short', async () => {
  const env = { PGWATCH2_ADMIN_PASSWORD: 'short', PGWATCH2_SECRET_KEY: 'short' };
  const web = start({ ...env, PORT: String(await freePort()), DATABASE_URL: nowhere });
  expect(await web.exited).toBe(78);
  expect(web.output()).toContain('PGWATCH2_ADMIN_PASSWORD: is shorter than 12 characters');
  expect(web.output()).toContain('PGWATCH2_SECRET_KEY: is shorter than 16 characters');
});

it('asks the very first request to sign in, and gives nothing of the store away before', async () => {
  const database = await createStore();
  const served = await startApp(database.superuserUrl, { ready: false });
  expect((await request(served.app).get('/api/v1/sources')).body.code).toBe('starting');
  served.readiness.setReady();
  for (const path of ['/api/v1/sources', '/api/v1/openapi.json', '/metrics', '/api/v1/nowhere']) {
    expect([path, (await request(served.app).get(path)).status]).toEqual([path, 401]);
  }
  for (const path of ['/', '/setup', '/sources/SALES', '/api/docs', '/nowhere']) {
    const { status, headers } = await request(served.app).get(path).set('Accept', 'text/html');
    expect([path, status, headers['location']]).toEqual([path, 302, `/signin?next=${encodeURIComponent(path)}`]);
  }
  await served.close();
  await database.drop();
});
