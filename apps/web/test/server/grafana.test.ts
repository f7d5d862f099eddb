import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createTestDatabase,
  createTestRole,
  type GrafanaHome,
  makeGrafanaHome,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import { freePort, openSession } from './support/open-session.js';
import { spawnWeb, type WebProcess } from './support/spawn-web.js';

const password = 'canary-admin-password';
const secrets = { PGWATCH2_ADMIN_PASSWORD: password, PGWATCH2_SECRET_KEY: 'canary-secret-key-0123456789' };
const receivers = { PGWATCH2_ALERT_WEBHOOK_URL: 'https://hooks.example.com/x', PGWATCH2_ALERT_EMAIL: 'a@example.com' };
const ends: (() => Promise<unknown> | unknown)[] = [];
const endAll = async () => {
  for (const end of ends.splice(0).reverse()) await end();
};
afterAll(endAll);

let database: TestDatabase;
let web: WebProcess & { port: number };
let home: GrafanaHome;

describe('a dyno with room for Grafana', () => {
  let reader: string;
  beforeAll(async () => {
    database = await createDatabase();
    reader = await createTestRole(database, 'reader');
    home = makeGrafanaHome({ startDelayMs: 1_500 });
    ends.push(() => home.remove());
    web = await start(database.url, {
      GRAFANA_HOME: home.dir,
      PGWATCH2_GRAFANA_URL: reader,
      HEROKU_API_KEY: 'canary-api-key',
      PGWATCH2_MONITOREDDB_SALES_URL: 'postgres://u:canary-of-a-source@127.0.0.1:9/sales',
      GF_SMTP_HOST: 'mail.example.com:587',
      GF_AUTH_ANONYMOUS_ENABLED: 'true',
      PGWATCH2_DYNO_MEMORY_MB: '1024',
      PGWATCH2_LOG_LEVEL: 'debug',
      ...{ PGWATCH2_ALERTS: 'true', ...receivers },
    });
  });
  afterAll(endAll);

  it('binds at once, shows that Grafana is starting, then serves it to whoever is signed in', async () => {
    const browser = await openSession(web.port, password);
    const early = await browser('/grafana/d/some-dashboard');
    expect(early.status).toBe(503);
    expect(early.body).toContain('Grafana is starting');
    expect(early.body).toContain('<meta http-equiv="refresh" content="2">');
    expect(early.body).not.toContain('<script');

    await until('Grafana is ready', () => web.output().includes('Grafana is ready'));
    expect(await browser('/grafana')).toMatchObject({ status: 302, location: '/grafana/' });
    const page = await browser('/grafana/');
    expect(page.status).toBe(200);
    expect(page.body).toContain('<base href="/grafana/">');
    expect((await browser('/grafana/public/app.js')).body).toContain('Grafana is here');
    expect(await browser('/grafana/dashboards')).toMatchObject({ status: 302, location: '/grafana/' });
    expect(JSON.parse((await browser('/grafana/api/user')).body)).toEqual({ login: 'admin', role: 'Admin' });
  });

  it('gives Grafana an environment made from nothing', async () => {
    await until('Grafana is ready', () => web.output().includes('Grafana is ready'));
    const browser = await openSession(web.port, password);
    const told = JSON.parse((await browser('/grafana/stand-in/environment')).body) as Record<string, string>;
    const names = Object.keys(told);
    expect(names.filter((name) => !/^(GF_\w+|PATH|HOME|TMPDIR|GOMEMLIMIT)$/.test(name))).toEqual([]);
    expect(JSON.stringify(told)).not.toContain('canary');
    expect(JSON.stringify(told)).not.toContain(new URL(reader).password);
    expect(told).toMatchObject({
      GF_SMTP_HOST: 'mail.example.com:587',
      GF_AUTH_ANONYMOUS_ENABLED: 'false',
      // Of a dyno of this size.
      GOMEMLIMIT: '400MiB',
    });
    // What the kernel says it was started with, which no program can colour.
    const pid = grafanaPid(web);
    const environ = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
    expect(environ.map((pair) => pair.split('=')[0]).sort()).toEqual(names.sort());
    expect(environ.join()).not.toContain('canary');
  });

  it('has rules for alerts, and tells whom it is told to', async () => {
    await until('Grafana is ready', () => web.output().includes('Grafana is ready'));
    const read = alertingOf(web);
    expect(read('rules.json')).toMatchObject({ groups: [expect.anything()] });
    const told = JSON.stringify(read('contact-points.json'));
    expect(told).toContain('https://hooks.example.com/x');
    expect(told).toContain('a@example.com');
  });

  it('ends Grafana before itself, and waits for it', async () => {
    await until('Grafana is ready', () => web.output().includes('Grafana is ready'));
    const pid = grafanaPid(web);
    web.signal('SIGTERM');
    expect(await web.exited).toBe(0);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(web.output()).toContain('Grafana: Shutdown started: SIGTERM');
    expect(web.output()).not.toContain('next try');
  });
});

describe('a dyno of 400 MB that was told to have no alerts', () => {
  beforeAll(async () => {
    database = await createDatabase();
    home = makeGrafanaHome();
    ends.push(() => home.remove());
    const settings = { PGWATCH2_DYNO_MEMORY_MB: '400', PGWATCH2_ALERTS: 'false', ...receivers };
    web = await start(database.url, { GRAFANA_HOME: home.dir, ...settings });
    await until('Grafana is ready', () => web.output().includes('Grafana is ready'));
  });
  afterAll(endAll);

  it('takes the rules for alerts back, and tells nobody', () => {
    const read = alertingOf(web);
    const deleted = expect.arrayContaining([expect.objectContaining({ uid: 'pgwatch-source-down' })]);
    expect(read('rules.json')).toMatchObject({ deleteRules: deleted });
    const told = JSON.stringify(read('contact-points.json'));
    expect(told).not.toContain('https://hooks.example.com/x');
    expect(told).not.toContain('a@example.com');
  });

  it('stops a Grafana that grows beyond the dyno with a notice, and the charts stay', async () => {
    await until('Grafana is ready', () => web.output().includes('Grafana is ready'));
    const pid = grafanaPid(web);
    const browser = await openSession(web.port, password);
    expect((await browser('/grafana/')).status).toBe(200);
    home.behave({ ballastMb: 500 });
    await until('it was stopped', () => web.output().includes('"event":"grafana-too-big"'));
    const page = await browser('/grafana/');
    expect(page.status).toBe(503);
    expect(page.body).toMatch(/Grafana was stopped: together with these pages it took \d+ MB, and 344 MB is what fits/);
    expect(page.body).toContain('heroku ps:type web=standard-2x');
    expect(page.body).not.toContain('http-equiv="refresh"');
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect((await browser('/api/v1/sources')).status).toBe(200);
    expect((await browser('/')).body).toContain('<div id="root">');
  });
});

it('says how to get Grafana where there is none, and everything else works', async () => {
  database = await createDatabase();
  web = await start(database.url, { GRAFANA_HOME: '/nowhere' });
  const browser = await openSession(web.port, password);
  const page = await browser('/grafana/');
  expect(page.status).toBe(503);
  expect(page.body).toContain('set GRAFANA_HOME to its folder');
  expect(web.output()).toContain('Grafana is not in the folder that GRAFANA_HOME names');
  expect((await browser('/api/v1/setup')).status).toBe(200);
});

async function createDatabase(): Promise<TestDatabase> {
  const created = await createTestDatabase();
  ends.push(() => created.drop());
  return created;
}

async function start(url: string, env: Record<string, string>): Promise<WebProcess & { port: number }> {
  const port = await freePort();
  const web = spawnWeb({ ...secrets, DATABASE_URL: url, PORT: String(port), ...env });
  ends.push(async () => {
    web.signal('SIGTERM');
    await web.exited;
    expect(web.output()).not.toContain('canary');
  });
  await web.ask('/signin', ({ status }) => status === 200);
  return Object.assign(web, { port });
}

/** The process that our own one has started. */
function grafanaPid(web: WebProcess): number {
  const children = readFileSync(`/proc/${web.pid}/task/${web.pid}/children`, 'utf8').trim().split(' ');
  expect(children).toHaveLength(1);
  return Number(children[0]);
}

/** The files of alerts that the Grafana of this process was given. */
function alertingOf(web: WebProcess) {
  const environ = readFileSync(`/proc/${grafanaPid(web)}/environ`, 'utf8').split('\0');
  const dir = environ.find((pair) => pair.startsWith('GF_PATHS_PROVISIONING='))?.split('=')[1] ?? '';
  return (file: string) => JSON.parse(readFileSync(`${dir}/alerting/${file}`, 'utf8'));
}
