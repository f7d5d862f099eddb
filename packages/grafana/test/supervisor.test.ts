import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { connect, createLogger } from '@pgwatch-heroku/shared';
import {
  createTestDatabase,
  createTestRole,
  type GrafanaHome,
  makeGrafanaHome,
  type StandInBehaviour,
  type TestDatabase,
  until,
  withSuperuser,
} from '@pgwatch-heroku/testkit';
import { type AlertOptions, chooseGrafanaDatabases, dashboards, GrafanaSupervisor } from '../src/index.js';
import {
  addProvenanceSql,
  countStartsSql,
  createProvenanceSql,
  grantCreateSql,
  makeSchemaToLookIntoSql,
  roleSettingsSql,
  setPasswordSql,
} from './sql/grafana-store.js';

const secretKey = 'canary-secret-key-0123456789';
let database: TestDatabase;
let home: GrafanaHome;
let supervisor: GrafanaSupervisor;
let lines: string[];

beforeEach(async () => {
  lines = [];
  database = await createTestDatabase();
});
afterEach(async () => {
  await supervisor?.stop();
  home?.remove();
  await database.drop();
  expect(lines.join()).not.toContain('canary');
});

interface Provider {
  providers: { options: { path: string } }[];
}

interface StartOptions {
  behaviour?: StandInBehaviour;
  urls?: Parameters<typeof chooseGrafanaDatabases>[0];
  dynoMemoryMb?: number;
  startTimeoutMs?: number;
  alerts?: AlertOptions;
}

/** This process counts in, and a worker that runs many tests is no dyno of 512 MB. */
const roomyMb = 8_192;

const toSomebody: AlertOptions = { isEnabled: true, email: 'a@example.com' };

function start(options: StartOptions = {}): void {
  const { behaviour = {}, urls, dynoMemoryMb = roomyMb, startTimeoutMs = 20_000, alerts = toSomebody } = options;
  home = makeGrafanaHome(behaviour);
  const databases = chooseGrafanaDatabases(urls ?? { DATABASE_URL: database.url });
  if (!databases) throw new Error('no databases');
  supervisor = new GrafanaSupervisor({
    log: createLogger({ name: 'test', level: 'debug', destination: { write: (line) => void lines.push(line) } }),
    ...{ databases, secretKey, dynoMemoryMb, publicOrigin: undefined, kept: {}, grafanaHome: home.dir },
    alerts,
    times: { startTimeoutMs, pollMs: 50, checkMs: 100, firstDelayMs: 50, maxDelayMs: 400, tooBigMs: 200 },
  });
  supervisor.start();
}

/** A provisioning file as Grafana finds it. */
function provisioned({ pid }: GrafanaSupervisor, ...file: string[]): string {
  const environ = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  const dir = environ.find((pair) => pair.startsWith('HOME='))?.slice('HOME='.length) ?? '';
  return readFileSync(path.join(dir, 'provisioning', ...file), 'utf8');
}

/** What Grafana is told of the database that its dashboards read. */
const dataSourceOf = (of: GrafanaSupervisor) => provisioned(of, 'datasources', 'pgwatch.yaml');

/** The same role with another password, as Heroku rotates a credential. */
async function rotate(of: string): Promise<string> {
  const url = new URL(of);
  url.password = `canary-${randomBytes(8).toString('hex')}`;
  const sql = setPasswordSql(url.username, url.password);
  await withSuperuser((client) => client.query(sql), undefined, database.superuserUrl);
  return url.href;
}

const isReady = () => until('Grafana is ready', () => supervisor.status.state === 'ready');
const downs = () => lines.filter((line) => line.includes('"event":"grafana-down"'));

it("keeps Grafana's tables in a schema of its own, through restarts", async () => {
  start();
  await isReady();
  process.kill(supervisor.pid ?? 0, 'SIGKILL');
  await until('it is down', () => supervisor.status.state !== 'ready' || downs().length > 0);
  await isReady();
  const client = await connect({ url: database.url, label: 'the store', applicationName: 'test' });
  const { rows } = await client.query(countStartsSql);
  await client.end();
  expect(rows).toEqual([{ schema: 'grafana', starts: 2 }]);
  expect(downs()[0]).toContain('Grafana ended by SIGKILL; next try in');
});

it('waits longer each time that Grafana ends, and says why it did', async () => {
  // The role may log in and nothing else: the stand-in, as Grafana, ends when it cannot make its first table.
  const nobody = await createTestRole(database, 'nobody');
  start({ urls: { PGWATCH2_GRAFANA_STORE_URL: nobody, PGWATCH2_GRAFANA_URL: nobody } });
  await until('three tries', () => downs().length >= 3);
  expect(supervisor.status).toMatchObject({
    state: 'starting',
    reason: expect.stringContaining('Grafana has no schema for its own tables'),
  });
  const at = downs().map((line) => Date.parse((JSON.parse(line) as { time: string }).time));
  expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThanOrEqual(100);
  expect(downs()[0]).toContain('heroku run grafana-bootstrap');
});

it('says what to do where its schema is there and it may only look into it', async () => {
  const nobody = await createTestRole(database, 'nobody');
  const sql = makeSchemaToLookIntoSql(new URL(nobody).username);
  await withSuperuser((client) => client.query(sql), undefined, database.superuserUrl);
  start({ urls: { PGWATCH2_GRAFANA_STORE_URL: nobody, PGWATCH2_GRAFANA_URL: nobody } });
  await until('it has been tried', () => downs().length > 0);
  expect(downs()[0]).toContain('may not create tables in schema grafana');
  expect(downs()[0]).toContain('heroku run grafana-bootstrap');
});

it('says that the credential is refused, without telling it', async () => {
  const url = new URL(database.url);
  url.password = 'canary-password';
  start({ urls: { DATABASE_URL: url.href } });
  await until('a try', () => downs().length > 0);
  expect(downs()[0]).toContain('Cannot connect to DATABASE_URL');
});

it('ends a Grafana that never gets healthy, and tries again', async () => {
  // Long enough for a healthy one to start on a busy machine.
  start({ behaviour: { isSick: true }, startTimeoutMs: 3_000 });
  await until('two tries', () => downs().length >= 2);
  expect(downs()[0]).toContain('Grafana did not get ready and was ended');
  home.behave({});
  await isReady();
});

it('ends a Grafana that takes connections and never answers, and tries again', async () => {
  start({ behaviour: { isHung: true }, startTimeoutMs: 3_000 });
  await until('a try', () => downs().length >= 1);
  expect(downs()[0]).toContain('Grafana did not get ready and was ended');
  home.behave({});
  await isReady();
});

it('ends a Grafana that stops answering, and starts it again', async () => {
  start();
  await isReady();
  const first = supervisor.pid;
  home.behave({ isSick: true });
  await until('it was ended', () => downs().length > 0);
  home.behave({});
  await isReady();
  expect(supervisor.pid).not.toBe(first);
});

it('stops a Grafana that takes more than fits the dyno, says so, and leaves it', async () => {
  // Room for this process as it is, and a Grafana of 250 MB.
  const usable = process.memoryUsage().rss / 1024 / 1024 + 250;
  start({ dynoMemoryMb: Math.ceil((usable / 440) * 512) });
  await isReady();
  const pid = supervisor.pid ?? 0;
  home.behave({ ballastMb: 400 });
  await until('it is off', () => supervisor.status.state === 'off');
  expect(supervisor.status).toMatchObject({
    reason: expect.stringMatching(
      /Grafana was stopped: together with these pages it took \d+ MB, and \d+ MB is what fits this dyno\.$/,
    ),
    hint: expect.stringContaining('heroku ps:type web=standard-2x'),
  });
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(supervisor.pid).toBeUndefined();
});

it('takes rotated credentials at the next start, and what users made is still there', async () => {
  const [store, reader] = [await createTestRole(database, 'store'), await createTestRole(database, 'reader')];
  const urls = (store: string, reader: string) => ({ PGWATCH2_GRAFANA_STORE_URL: store, PGWATCH2_GRAFANA_URL: reader });
  await withSuperuser(
    (client) => client.query(grantCreateSql(database.name, new URL(store).username)),
    undefined,
    database.superuserUrl,
  );
  start({ urls: urls(store, reader) });
  await isReady();
  expect(dataSourceOf(supervisor)).toContain(new URL(reader).password);
  await supervisor.stop();
  home.remove();
  const [newStore, newReader] = await Promise.all([rotate(store), rotate(reader)]);

  start({ urls: urls(newStore, newReader) });
  await isReady();
  const file = dataSourceOf(supervisor);
  expect(file).toContain(new URL(newReader).password);
  expect(file).not.toContain(new URL(reader).password);
  const client = await connect({ url: newStore, label: 'the store', applicationName: 'test' });
  const { rows } = await client.query(countStartsSql);
  await client.end();
  expect(rows).toEqual([{ schema: 'grafana', starts: 2 }]);
});

it('takes its notification policies back where nobody is to be told any more, and leaves those that people made', async () => {
  const policies = async () => {
    start({ alerts: { isEnabled: true } });
    await isReady();
    const file = JSON.parse(provisioned(supervisor, 'alerting', 'policies.json')) as object;
    await supervisor.stop();
    home.remove();
    return file;
  };
  expect(await policies()).toEqual({ apiVersion: 1 });
  const client = await connect({ url: database.url, label: 'the store', applicationName: 'test' });
  await client.query(createProvenanceSql);
  // Of a contact point in a file, and a tree that was set through the API: as good as by hand.
  await client.query(addProvenanceSql, ['some-contact-point', 'contactPoint', 'file']);
  await client.query(addProvenanceSql, ['', 'route', 'api']);
  expect(await policies()).toEqual({ apiVersion: 1 });
  await client.query(addProvenanceSql, ['', 'route', 'file']);
  expect(await policies()).toEqual({ apiVersion: 1, resetPolicies: [1] });
  await client.end();
});

it('starts without what its dashboards read, says why, and does not tell the password', async () => {
  const reader = new URL(await createTestRole(database, 'reader'));
  reader.password = 'canary-wrong';
  start({ urls: { DATABASE_URL: database.url, PGWATCH2_GRAFANA_URL: reader.href } });
  await isReady();
  const warning = lines.find((line) => line.includes('"event":"grafana-data-source"'));
  expect(warning).toContain('PGWATCH2_GRAFANA_URL');
});

it('writes the password where nobody else can read it, and leaves nothing behind', async () => {
  start();
  await isReady();
  const environ = readFileSync(`/proc/${supervisor.pid}/environ`, 'utf8').split('\0');
  const dir = environ.find((pair) => pair.startsWith('HOME='))?.slice('HOME='.length) ?? '';
  const file = path.join(dir, 'provisioning', 'datasources', 'pgwatch.yaml');
  expect(readFileSync(file, 'utf8')).toContain(new URL(database.url).password);
  const root = path.join(dir, 'provisioning');
  expect(readdirSync(path.join(root, 'alerting')).sort()).toEqual([
    'contact-points.json',
    'policies.json',
    'rules.json',
  ]);
  const provider = JSON.parse(readFileSync(path.join(root, 'dashboards', 'pgwatch.yaml'), 'utf8')) as Provider;
  const shown = readdirSync(provider.providers[0]?.options.path ?? '').sort();
  expect(shown).toEqual(dashboards.map(({ uid }) => `${uid}.json`).sort());
  const home = environ.find((pair) => pair.startsWith('GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH='));
  expect(home).toMatch(/health-check\.json$/);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(statSync(dir).mode & 0o077).toBe(0);
  await supervisor.stop();
  expect(existsSync(dir)).toBe(false);
});

it('limits the role that dashboards read by, on the server', async () => {
  const reader = await createTestRole(database, 'reader');
  start({ urls: { DATABASE_URL: database.url, PGWATCH2_GRAFANA_URL: reader } });
  await isReady();
  const client = await connect({ url: reader, label: 'the reader', applicationName: 'test' });
  const { rows } = await client.query(roleSettingsSql);
  await client.end();
  expect(rows).toEqual([{ timeout: '25s', readonly: 'on' }]);
});
