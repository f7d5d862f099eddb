import { expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import { readOperations } from '@pgwatch-heroku/store';
import { hardened, useHeroku } from './support/use-heroku.js';

const app = useHeroku({ plans: { DATABASE: 'premium-0' }, delays: { credentialMs: 100, highAvailabilityMs: 1_500 } });

it('two postdeploys at once do it once, on a plan that first waits for its standby', async () => {
  const logging = { PGWATCH2_LOGGING_PLAN: 'papertrail:choklad' };
  for (const { code, output } of await Promise.all([app.provision([], logging), app.provision([], logging)])) {
    expect(output).toContain('The API key is not needed any more');
    expect(code).toBe(0);
    expect(output.match(/ ready /g)).toHaveLength(3);
    expect(output).not.toContain('WARNING');
    expect(output).not.toContain(app.heroku.apiKey);
  }
  expect(app.attached()).toEqual(hardened);
  expect(app.releases().filter((release) => release.startsWith('Attach'))).toHaveLength(5);
  const services = (await app.client().addons.listOfApp('local')).map(({ addon_service }) => addon_service.name);
  expect(services.filter((name) => name !== 'heroku-postgresql')).toEqual(['papertrail']);
  const operations = await app.query<{ state: string }>('DATABASE', 'SELECT state FROM pgwatch2.operation');
  expect(operations.map(({ state }) => state)).toEqual(['done', 'done']);
});

it('gives each part a role of its own with its rights', async () => {
  const owners = await app.query<{ owner: string }>(
    'DATABASE',
    `SELECT DISTINCT tableowner AS owner FROM pg_tables WHERE schemaname IN ('pgwatch2', 'samples')`,
  );
  expect(owners).toEqual([{ owner: 'pgwatch2' }]);
  expect(
    await app.query('DATABASE', `SELECT nspowner::regrole::text AS o FROM pg_namespace WHERE nspname = 'grafana'`),
  ).toEqual([{ o: 'pgwatch2_grafana_store' }]);
  await expect(app.query('PGWATCH2_GRAFANA', 'SELECT * FROM pgwatch2.operation')).rejects.toMatchObject({
    code: '42501',
  });
  expect(await app.query('PGWATCH2_GRAFANA', 'SELECT name FROM pgwatch2.source')).toEqual([]);
  expect(
    await app.query('PGWATCH2_MONITOREDDB_MYTARGETDB', `SELECT pg_has_role('pg_monitor', 'USAGE') AS monitors`),
  ).toEqual([{ monitors: true }]);
  expect(app.heroku.account.first.state.features).toEqual(['runtime-dyno-metadata']);
});

it('changes nothing when it is run again', async () => {
  const before = app.releases();
  const { code, output } = await app.provision();
  expect(code).toBe(0);
  expect(output).toContain('postdeploy: nothing to change');
  expect(app.releases()).toEqual(before);
  expect(before.filter((release) => release.startsWith('Attach'))).toEqual([
    'Attach PGWATCH2',
    'Attach PGWATCH2_GRAFANA',
    'Attach PGWATCH2_GRAFANA_STORE',
    'Attach PGWATCH2_MONITOREDDB_MYTARGETDB',
    'Attach PAPERTRAIL',
  ]);
});

it('leaves a journal without key and URL that says how every step went', async () => {
  const db = await connect({ url: app.heroku.databaseUrl('PGWATCH2'), label: 'test', applicationName: 'test' });
  const [newest, , first] = await readOperations(db);
  await db.end();
  expect(newest).toMatchObject({ kind: 'harden', state: 'done', isLeased: false, error: null });
  expect(first?.steps.map(({ id, state }) => `${id} ${state}`).sort()).toEqual([
    'attach:PGWATCH2 done',
    'attach:PGWATCH2_GRAFANA done',
    'attach:PGWATCH2_GRAFANA_STORE done',
    'attach:PGWATCH2_MONITOREDDB_MYTARGETDB done',
    'credential:PGWATCH2 done',
    'credential:PGWATCH2_GRAFANA done',
    'credential:PGWATCH2_GRAFANA_STORE done',
    'credential:PGWATCH2_MONITOREDDB_MYTARGETDB done',
    'logging done',
    'rights done',
  ]);
  expect(JSON.stringify([newest, first])).not.toMatch(/postgres:|HRKU/);
});
