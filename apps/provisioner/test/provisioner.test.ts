import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole, startFaultyProxy, type TestDatabase } from '@pgwatch-heroku/testkit';
import { run, runProcess } from './apps.js';

let collectorDb: TestDatabase;
let monitoredDb: TestDatabase;
const secrets = { PGWATCH2_ADMIN_PASSWORD: 'canary-admin', PGWATCH2_SECRET_KEY: 'canary-key-of-sixteen' };

beforeAll(async () => {
  [collectorDb, monitoredDb] = await Promise.all([
    createTestDatabase({ ownerMonitors: false, connectionLimit: 20 }),
    createTestDatabase({ ownerMonitors: false, connectionLimit: 20 }),
  ]);
});
afterAll(async () => {
  await collectorDb.drop();
  await monitoredDb.drop();
});
const urls = () => ({ DATABASE_URL: collectorDb.url, MONITOREDDB_URL: monitoredDb.url, ...secrets });

it('bootstraps both databases of the single app in the release, and changes nothing in the next', async () => {
  const first = await runProcess('provisioner', urls(), 'release');
  expect(first.code).toBe(0);
  expect(first.events('changed').map(({ msg }) => msg)).toContain('migration 0001_store applied');
  const second = await run('provisioner', urls(), 'release');
  expect(second.code).toBe(0);
  expect(second.output).toContain('release: nothing to change');
  expect(second.events('degraded').map(({ msg }) => msg)).toEqual([
    'one role per database, as on Essential plans: Grafana is for admins only, what other roles do stays hidden.',
  ]);
});

it('ends a postdeploy with a table, the way to more safety and where the password is, and no secret', async () => {
  const { code, output } = await runProcess('provisioner', { ...urls(), HEROKU_APP_NAME: 'my-app' });
  expect(code).toBe(0);
  expect(output).toMatch(
    new RegExp(`Collector DB {2}works, degraded {2}DATABASE_URL {5}${collectorDb.owner} \\(default`),
  );
  expect(output).toMatch(/Grafana role {2}none/);
  expect(output).toMatch(/Monitored DB {2}works, degraded {2}MONITOREDDB_URL/);
  for (const command of [
    'heroku pg:credentials:create DATABASE --name pgwatch2 --app my-app',
    '--credential pgwatch2 --as PGWATCH2 --app my-app',
    '--credential pgwatch2_grafana --as PGWATCH2_GRAFANA --app my-app',
    '--credential pgwatch2_grafana_store --as PGWATCH2_GRAFANA_STORE --app my-app',
    'heroku pg:credentials:create MONITOREDDB --name pgwatch2 --app my-app',
    '--credential pgwatch2 --as PGWATCH2_MONITOREDDB_MYTARGETDB --app my-app',
    'PGWATCH2_ADMIN_PASSWORD (Heroku dashboard, this app, Settings, Reveal Config Vars)',
  ]) {
    expect(output).toContain(command);
  }
  for (const secret of ['canary-admin', 'canary-key-of-sixteen', new URL(collectorDb.url).password]) {
    expect(output).not.toContain(secret);
  }
});

it('has nothing to advise where every part has a role of its own', async () => {
  const [store, sample] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const pgwatch2 = await createTestRole(store, 'pgwatch2');
  const grafana = await createTestRole(store, 'pgwatch2_grafana');
  const monitor = await createTestRole(sample, 'pgwatch2');
  const superuser = await connect({ url: store.superuserUrl, label: 'test', applicationName: 'test' });
  await superuser.query(`GRANT ${new URL(pgwatch2).username} TO ${store.owner} WITH ADMIN OPTION`);
  await superuser.end();
  const { code, output } = await run('provisioner', {
    DATABASE_URL: store.url,
    PGWATCH2_URL: pgwatch2,
    PGWATCH2_GRAFANA_URL: grafana,
    MONITOREDDB_URL: sample.url,
    PGWATCH2_MONITOREDDB_SALES_URL: monitor,
  });
  expect(code).toBe(0);
  expect(output.match(/ ready /g)).toHaveLength(3);
  expect(output).not.toContain('credentials:create');
  expect(output).not.toContain('WARNING');
  await store.drop();
  await sample.drop();
});

it('waits in the release for databases that come up late', async () => {
  const database = await createTestDatabase({ ownerMonitors: false });
  const proxy = await startFaultyProxy(database.url);
  await proxy.refuse();
  const opening = setTimeout(() => void proxy.heal(), 5_000);
  const { code, output } = await run('provisioner', { DATABASE_URL: proxy.url }, 'release');
  clearTimeout(opening);
  expect(code).toBe(0);
  expect(output).toContain('migration 0001_store applied');
  await proxy.close();
  await database.drop();
});

it('passes a release without databases, and fails a postdeploy that has no Collector DB', async () => {
  const release = await run('provisioner', {}, 'release');
  expect(release.code).toBe(0);
  expect(release.output).toContain('DATABASE_URL is not set yet');
  expect(release.events('skipped')).toHaveLength(2); // one per database that is not there
  const warnings = release.output
    .split('\n')
    .filter((line) => /"level":"warn"/.test(line) && /DATABASE_URL/.test(line));
  expect(warnings).toHaveLength(1);
  const postdeploy = await run('provisioner', {}, 'postdeploy');
  expect(postdeploy.code).toBe(78);
  expect(postdeploy.output).toContain('heroku addons:create heroku-postgresql:essential-0 --as DATABASE');
  expect(postdeploy.output).toMatch(/Collector DB {2}NOT THERE/);
  expect(postdeploy.output).not.toContain('! Grafana role');
  expect(postdeploy.output).toContain('heroku addons:attach ADDON --as PGWATCH2_MONITOREDDB_<NAME>');
});

it('finds in the release what web would refuse, all at once and before it touches a database', async () => {
  const env = { DATABASE_URL: 'postgres://u:canary-3hf8@h', PGWATCH2_ADMIN_PASSWORD: 'canary-3hf8' };
  const short = await run('provisioner', { ...env, PGWATCH2_SECRET_KEY: 'canary-3hf8' }, 'release');
  expect(short.code).toBe(78);
  expect(short.output).toContain('PGWATCH2_ADMIN_PASSWORD: is shorter than 12 characters');
  expect(short.output).toContain('PGWATCH2_SECRET_KEY: is shorter than 16 characters');
  expect(short.output).toContain('DATABASE_URL: is not a PostgreSQL URL');
  expect(short.output).not.toContain('canary-3hf8');
  const missing = await run('provisioner', {}, 'release');
  expect(missing.events('secret-missing')).toHaveLength(2);
  expect((await run('provisioner', { PGWATCH2_APP: 'monitored' }, 'release')).events('secret-missing')).toEqual([]);
});

it('plays the parts that PGWATCH2_APP names and refuses others', async () => {
  const grafana = await run('provisioner', { PGWATCH2_APP: 'grafana' }, 'release');
  expect(grafana.code).toBe(0);
  const monitored = await run(
    'provisioner',
    { PGWATCH2_APP: 'monitored', DATABASE_URL: monitoredDb.url },
    'postdeploy',
  );
  expect(monitored.code).toBe(0);
  expect(monitored.output).toContain('--as PGWATCH2 --app APP');
  expect(monitored.output).not.toContain('Collector DB');
  expect((await run('provisioner', { PGWATCH2_APP: 'some' }, 'release')).code).toBe(78);
  const argument = await runProcess('provisioner', {}, 'relaese');
  expect(argument.code).toBe(78);
  expect(argument.output).toContain('Usage: provisioner [release | postdeploy | resume | predestroy]');
});

it('ends with 78 on a refused login of the Collector DB, and passes with a warning on one of the sample', async () => {
  const wrong = (url: string) => {
    const changed = new URL(url);
    changed.password = 'canary-3hf8';
    return changed.href;
  };
  const store = await run('provisioner', { ...urls(), DATABASE_URL: wrong(collectorDb.url) }, 'release');
  expect(store.code).toBe(78);
  expect(store.output).not.toContain('nothing to change');
  expect(store.events('bootstrapped')).toMatchObject([{ failed: 1, level: 'warn' }]);
  const sample = await run('provisioner', { ...urls(), MONITOREDDB_URL: wrong(monitoredDb.url) }, 'postdeploy');
  expect(sample.code).toBe(0);
  expect(sample.output).toMatch(/Monitored DB {2}FAILED/);
  expect(sample.output).toContain('! Monitored DB: Cannot connect to MONITOREDDB_URL');
  for (const { output } of [store, sample]) expect(output).not.toContain('canary-3hf8');
});
