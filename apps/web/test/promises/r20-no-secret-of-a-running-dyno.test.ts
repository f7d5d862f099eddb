import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from '@jest/globals';
import { createTestRole, makeGrafanaHome, startFaultyProxy, until } from '@pgwatch-heroku/testkit';
import { routes } from '../../src/api/routes.js';
import { type Answer, freePort, openSession } from '../server/support/open-session.js';
import { spawnWeb } from '../server/support/spawn-web.js';
import { createStore, fillStore, open } from '../server/support/store.js';

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** What must be nowhere; the passwords of databases are added. */
const config = {
  PGWATCH2_ADMIN_PASSWORD: 'canary-admin-password',
  PGWATCH2_SECRET_KEY: 'canary-secret-key-0123456789',
  PGWATCH2_METRICS_TOKEN: 'canary-metrics-token-0123456789',
  PGWATCH2_LOG_DRAIN_SECRET: 'canary-log-drain-secret-0123456789',
  HEROKU_API_KEY: 'canary-HRKU-api-key-0123456789',
};
const typed = 'canary-typed-at-the-sign-in';

const cmdlineOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8');
const titleOf = (pid: number) => readFileSync(`/proc/${pid}/comm`, 'utf8');
const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

it('shows none in a log, page, answer, /metrics, process title or in Grafana, with all at work and with the store away', async () => {
  const database = await createStore();
  ends.push(() => database.drop());
  const client = await open(database.superuserUrl);
  await fillStore(client);
  await client.end();
  const [sales, reader] = await Promise.all([createTestRole(database, 'sales'), createTestRole(database, 'reader')]);
  const wrongUrl = sales.replace(/:[^:@]+@/, ':canary-wrong-password@');
  const proxy = await startFaultyProxy(database.superuserUrl);
  ends.push(() => proxy.close());
  const home = makeGrafanaHome();
  ends.push(() => home.remove());
  const port = await freePort();
  const web = spawnWeb({
    ...config,
    ...{ PORT: String(port), DATABASE_URL: proxy.url, PGWATCH2_GRAFANA_URL: reader, GRAFANA_HOME: home.dir },
    ...{ PGWATCH2_MONITOREDDB_SALES_URL: sales, PGWATCH2_MONITOREDDB_ARCHIVE_URL: wrongUrl },
    ...{ SHOP_URL: 'postgres://u:canary-of-a-shop@shop.example:5432/shop', HEROKU_HOST: 'http://127.0.0.1:1' },
    PGWATCH2_LOG_LEVEL: 'debug',
  });
  ends.push(() => web.signal('SIGKILL'));
  const storePassword = new URL(database.superuserUrl).password;
  const passwords = [sales, reader].map((url) => new URL(url).password);
  const secrets = [...Object.values(config), typed, 'canary', storePassword, ...passwords];
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(5);

  await web.ask('/signin', ({ status }) => status === 200);
  await until('Grafana is ready', () => web.output().includes('Grafana is ready'));
  const seen: string[] = [];
  const note = (answer: Pick<Answer, 'headers' | 'body'>) => seen.push(answer.headers, answer.body);
  await expect(openSession(port, typed)).rejects.toThrow('sign-in');
  const browser = await openSession(port, config.PGWATCH2_ADMIN_PASSWORD);
  await until('the source with the wrong password was asked', async () => {
    const { body } = await browser('/api/v1/sources/ARCHIVE/doctor');
    return JSON.parse(body).findings.some((one: { id: string; state: string }) => one.state === 'error');
  });
  const pages = ['/', '/setup', '/settings', '/sources/SALES/doctor', '/api/docs', '/nowhere', '/signin', '/readyz'];
  const inGrafana = ['/grafana/', '/grafana/api/user', '/grafana/nowhere', '/grafana/stand-in/environment'];
  const api = routes.filter(({ method }) => method === 'get').map(({ path }) => `/api/v1${path}`);
  const paths = [
    ...[...pages, ...api, ...api.map((path) => path.replace('{name}', 'ARCHIVE').replace('{id}', 'locks'))],
    ...['/api/v1/sources/ARCHIVE/doctor', '/api/v1/doctor', '/metrics', '/healthz'],
  ];
  for (const path of paths) note(await browser(path));
  const metrics = await fetch(`http://127.0.0.1:${port}/metrics`, {
    headers: { Authorization: `Bearer ${config.PGWATCH2_METRICS_TOKEN}` },
  });
  expect(metrics.status).toBe(200);
  note({ headers: JSON.stringify([...metrics.headers]), body: await metrics.text() });

  const processes = [web.pid, ...childrenOf(web.pid)];
  expect(processes).toHaveLength(2);
  for (const pid of processes) seen.push(cmdlineOf(pid), titleOf(pid));
  // Without a credential for its own tables Grafana has the store's: that one is there to be used.
  const environment = readFileSync(`/proc/${processes[1]}/environ`, 'utf8');
  for (const secret of secrets.filter((one) => one !== storePassword && one !== new URL(reader).password)) {
    expect(environment).not.toContain(secret);
  }
  for (const path of inGrafana.slice(0, 3)) note(await browser(path));

  await proxy.refuse();
  for (const path of [...paths, '/grafana/']) note(await browser(path));
  web.signal('SIGTERM');
  expect(await web.exited).toBe(0);
  seen.push(web.output());

  expect(seen.join('')).toContain('password authentication failed');
  expect(seen.join('')).toContain('unavailable');
  for (const text of seen) for (const secret of secrets) expect(text).not.toContain(secret);
}, 120_000);
