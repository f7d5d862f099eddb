import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import {
  createTestDatabase,
  createTestRole,
  type GrafanaHome,
  makeGrafanaHome,
  type RunningApp,
  startApp,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import request from 'supertest';
import { bootstrapSql } from './sql/bootstrap.js';

const main = path.resolve(import.meta.dirname, '../dist/main.js');
const key = 'canary-secret-key-0123456789';
const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The Collector DB as grafana-bootstrap leaves it on a plan with credentials. */
async function createStore(): Promise<{ database: TestDatabase; dataUrl: string; storeUrl: string }> {
  const database = await createTestDatabase();
  ends.push(() => database.drop());
  const dataUrl = await createTestRole(database, 'pgwatch2_grafana');
  const storeUrl = await createTestRole(database, 'pgwatch2_grafana_store');
  const client = await connect({ url: database.superuserUrl, label: 'the store', applicationName: 'test' });
  for (const sql of bootstrapSql(new URL(storeUrl).username)) await client.query(sql);
  await client.end();
  return { database, dataUrl, storeUrl };
}

async function start(env: Record<string, string>, home?: GrafanaHome): Promise<RunningApp & { url: string }> {
  const port = await freePort();
  const app = startApp(main, {
    ...{ PORT: String(port), PGWATCH2_SECRET_KEY: key, DYNO: 'web.1' },
    ...(home ? { GRAFANA_HOME: home.dir } : {}),
    ...env,
  });
  ends.push(async () => {
    app.kill('SIGTERM');
    await app.exited;
    expect(app.output()).not.toContain('canary');
  });
  return Object.assign(app, { url: `http://127.0.0.1:${port}` });
}

async function signIn(url: string, user: string, password: string) {
  const agent = request.agent(url);
  const page = await agent.get('/signin');
  const token = /name="token" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
  const { status, headers } = await agent.post('/signin').type('form').send({ user, password, token });
  return { agent, status, location: headers['location'] };
}

it('runs Grafana alone, with a sign-in of its own and no right on the rest of the store', async () => {
  const { dataUrl, storeUrl } = await createStore();
  const home = makeGrafanaHome();
  ends.push(() => home.remove());
  const app = await start(
    { PGWATCH2_GRAFANA_URL: dataUrl, PGWATCH2_GRAFANA_STORE_URL: storeUrl, PGWATCH2_ADMIN_PASSWORD: 'canary-admin-pw' },
    home,
  );
  await until('Grafana is ready', () => app.output().includes('Grafana is ready'));
  expect((await request(app.url).get('/grafana/api/user')).status).toBe(401);
  expect((await signIn(app.url, 'admin', 'canary-wrong-password')).status).toBe(401);
  const { agent, status, location } = await signIn(app.url, 'admin', 'canary-admin-pw');
  expect([status, location]).toEqual([303, '/']);
  expect((await agent.get('/')).headers['location']).toBe('/grafana/');
  expect((await agent.get('/grafana/api/user')).body).toEqual({ login: 'admin', role: 'Admin' });
  expect((await agent.get('/readyz')).body).toEqual({ status: 'ready' });
  const env = JSON.stringify((await agent.get('/grafana/stand-in/environment')).body);
  expect(env).not.toContain('canary');
  expect(env).not.toContain(new URL(dataUrl).password);
  expect((await agent.get('/grafana/logout')).headers['location']).toBe('/signin');
  expect((await agent.get('/grafana/api/user')).status).toBe(401);
});

it('takes the user and password of GF_SECURITY_ADMIN_USER and GF_SECURITY_ADMIN_PASSWORD, as ever', async () => {
  const { dataUrl, storeUrl } = await createStore();
  const home = makeGrafanaHome();
  ends.push(() => home.remove());
  const app = await start(
    {
      ...{ PGWATCH2_GRAFANA_URL: dataUrl, PGWATCH2_GRAFANA_STORE_URL: storeUrl },
      ...{ GF_SECURITY_ADMIN_USER: 'boss', GF_SECURITY_ADMIN_PASSWORD: 'canary-boss' },
    },
    home,
  );
  await until('Grafana is ready', () => app.output().includes('Grafana is ready'));
  const { agent, status } = await signIn(app.url, 'boss', 'canary-boss');
  expect(status).toBe(303);
  expect((await agent.get('/grafana/api/user')).body).toEqual({ login: 'boss', role: 'Admin' });
});

it('binds its port, waits for its database and says so', async () => {
  const nowhere = 'postgres://u:canary-password@127.0.0.1:9/nowhere';
  const app = await start({
    ...{
      PGWATCH2_GRAFANA_URL: nowhere,
      PGWATCH2_GRAFANA_STORE_URL: nowhere,
      PGWATCH2_ADMIN_PASSWORD: 'canary-admin-pw',
    },
  });
  await until('it answers', () =>
    request(app.url)
      .get('/healthz')
      .then(
        ({ status }) => status === 200,
        () => false,
      ),
  );
  await until('it says what it waits for', async () => {
    const page = await request(app.url).get('/').set('Accept', 'text/html');
    return page.status === 503 && page.text.includes('PGWATCH2_GRAFANA_STORE_URL');
  });
});

it('ends with 78 and names what is missing', async () => {
  const app = await start({});
  expect(await app.exited).toBe(78);
  expect(app.output()).toContain('PGWATCH2_GRAFANA_STORE_URL is not set');
  expect(app.output()).toContain('--as PGWATCH2_GRAFANA_STORE');
  const db = 'postgres://u:p@127.0.0.1:9/d';
  const other = await start({ PGWATCH2_GRAFANA_URL: db, PGWATCH2_GRAFANA_STORE_URL: db });
  expect(await other.exited).toBe(78);
  expect(other.output()).toContain('Neither PGWATCH2_ADMIN_PASSWORD nor GF_SECURITY_ADMIN_PASSWORD is set');
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
