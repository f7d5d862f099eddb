import { expect, it } from '@jest/globals';
import {
  createTestDatabase,
  createTestRole,
  type TestDatabase,
  type TestDatabaseOptions,
} from '@pgwatch-heroku/testkit';
import { bootstrapMonitored } from '../src/bootstrap-monitored.js';
import { noteCredential } from '../src/note-credential.js';
import { uninstallMonitored } from '../src/uninstall-monitored.js';
import { readCatalogue } from './catalogue.js';
import { captureLog, refusalOf, userOf, withClient } from './support.js';

const { log, text } = captureLog();

const plans: Record<string, TestDatabaseOptions> = {
  Essential: { ownerMonitors: false, connectionLimit: 20 },
  Standard: { ownerMonitors: true },
};

/** As Heroku makes them: nobody but the owner gets into public. */
async function createMonitored(options: TestDatabaseOptions = {}) {
  const database = await createTestDatabase(options);
  const roleUrl = await createTestRole(database, 'pgwatch2');
  await withClient(database.superuserUrl, (client) => client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC'));
  return { database, roleUrl, role: userOf(roleUrl) };
}

const catalogueOf = (database: TestDatabase, role: string) =>
  withClient(database.superuserUrl, (client) => readCatalogue(client, [role, database.owner]));

it.each(Object.keys(plans))('leaves the catalogue of a database of an %s plan as it was before', async (plan) => {
  const { database, roleUrl, role } = await createMonitored(plans[plan]);
  const before = await catalogueOf(database, role);
  const { changes } = await bootstrapMonitored({
    url: database.url,
    monitoringRole: role,
    helpers: true,
    app: 'my-monitor',
    log,
  });
  expect(changes.length).toBeGreaterThanOrEqual(plan === 'Standard' ? 9 : 8);
  const during = await catalogueOf(database, role);
  for (const part of ['functions', 'schemas', 'extensions', 'relations', 'comments']) {
    expect({ part, value: during[part] }).not.toEqual({ part, value: before[part] });
  }
  if (plan === 'Standard') expect(during['memberships']).not.toEqual(before['memberships']);

  const removed = await uninstallMonitored({ url: database.url, log });
  expect(removed.warnings).toEqual([]);
  expect(removed.changes).toContain('extension pg_stat_statements removed');
  expect(removed.changes).toContain('helper get_stat_activity() removed');
  expect(await catalogueOf(database, role)).toEqual(before);
  expect(await refusalOf(roleUrl, 'SELECT * FROM public.get_stat_activity()')).toBe('42501');

  expect(await uninstallMonitored({ url: database.url, log })).toEqual({
    ...{ changes: [], warnings: [], limits: [], credentials: [] },
  });
  await database.drop();
});

it('leaves what was there before us: the extension, the role, the right to look, and a function of the owner', async () => {
  const { database, role } = await createMonitored();
  await withClient(database.url, async (client) => {
    await client.query('CREATE EXTENSION pg_stat_statements SCHEMA public');
    await client.query(`GRANT pg_monitor TO ${role}`);
    await client.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
    await client.query('CREATE FUNCTION get_stat_replication(int) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$');
  });
  const before = await catalogueOf(database, role);
  const options = { url: database.url, monitoringRole: role, app: 'my-monitor', log };
  await bootstrapMonitored(options);
  expect(await catalogueOf(database, role)).toEqual(before);
  await bootstrapMonitored({ ...options, helpers: true });
  await uninstallMonitored({ url: database.url, log });
  expect(await catalogueOf(database, role)).toEqual(before);
  await database.drop();
});

it('takes away for one app only what no other app needs', async () => {
  const { database, roleUrl, role } = await createMonitored();
  const before = await catalogueOf(database, role);
  const bootstrap = (app: string | undefined) =>
    bootstrapMonitored({ url: database.url, monitoringRole: role, app, log });
  await bootstrap('production');
  expect((await bootstrap('review-17')).changes).toContain('pg_monitor: wanted by review-17 too');
  expect((await bootstrap('review-17')).changes).toEqual([]);

  const review = await uninstallMonitored({ url: database.url, app: 'review-17', log });
  expect(review.changes).toContain('pg_monitor stays: production needs it');
  expect(await refusalOf(roleUrl, 'SELECT * FROM public.pg_stat_statements')).toBeUndefined();
  expect((await uninstallMonitored({ url: database.url, app: 'review-17', log })).changes).toEqual([]);

  await uninstallMonitored({ url: database.url, app: 'production', log });
  expect(await catalogueOf(database, role)).toEqual(before);

  // Whoever does not know its own name keeps everything alive until somebody removes all.
  await bootstrap(undefined);
  await bootstrap('review-17');
  await uninstallMonitored({ url: database.url, app: 'review-17', log });
  expect(await refusalOf(roleUrl, 'SELECT * FROM public.pg_stat_statements')).toBeUndefined();
  await uninstallMonitored({ url: database.url, log });
  expect(await catalogueOf(database, role)).toEqual(before);
  await database.drop();
});

it('keeps an extension that a view of the owner rests on, says so, and removes it when the view is gone', async () => {
  const { database, role } = await createMonitored();
  const before = await catalogueOf(database, role);
  await noteCredential({ url: database.url, credential: 'pgwatch2', log });
  await bootstrapMonitored({ url: database.url, monitoringRole: role, log });
  await withClient(database.url, (client) => client.query('CREATE VIEW mine AS SELECT query FROM pg_stat_statements'));
  const { changes, warnings, credentials } = await uninstallMonitored({ url: database.url, log });
  // Else nobody would know afterwards that it may be deleted.
  expect(credentials).toEqual([]);
  expect(changes).toContain(`pg_monitor taken from ${role}`);
  expect(warnings.join()).toMatch(/pg_stat_statements could not be removed \(.*depend/);
  await withClient(database.url, (client) => client.query('DROP VIEW mine'));
  expect(await uninstallMonitored({ url: database.url, log })).toMatchObject({
    ...{ changes: ['extension pg_stat_statements removed'], credentials: ['pgwatch2'] },
  });
  expect(await catalogueOf(database, role)).toEqual(before);
  await database.drop();
});

it('goes on when the role is gone already, and refuses a role that may not undo it', async () => {
  const { database, roleUrl, role } = await createMonitored();
  await bootstrapMonitored({ url: database.url, monitoringRole: role, log });
  await expect(uninstallMonitored({ url: roleUrl, log })).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining(`${database.owner} made what is to be removed`),
  });
  await withClient(database.superuserUrl, async (client) => {
    await client.query(`DROP OWNED BY ${role}`);
    await client.query(`DROP ROLE ${role}`);
  });
  expect((await uninstallMonitored({ url: database.url, log })).changes).toEqual([
    'extension pg_stat_statements removed',
  ]);
  await database.drop();
});

it('names a credential that was made for it when no app wants it any more, and none that was there before', async () => {
  const { database, role } = await createMonitored();
  const before = await catalogueOf(database, role);
  const common = { url: database.url, log };
  const bootstrap = (app: string, credential: string) =>
    bootstrapMonitored({ ...common, monitoringRole: role, app, credential });
  await noteCredential({ ...common, app: 'production', credential: 'pgwatch2' });
  await bootstrap('production', 'pgwatch2');
  await bootstrap('review-17', 'pgwatch2');
  await bootstrap('review-17', 'analytics');
  const uninstall = async (app: string) => (await uninstallMonitored({ ...common, app })).credentials;
  expect(await uninstall('production')).toEqual([]);
  expect(await uninstall('review-17')).toEqual(['pgwatch2']);
  expect(await catalogueOf(database, role)).toEqual(before);
  expect(await uninstall('review-17')).toEqual([]);
  await database.drop();
});

it('knows an app by its id when it was renamed, and tells nobody that nothing was left when all is for others', async () => {
  const { database, role } = await createMonitored();
  const before = await catalogueOf(database, role);
  const common = { url: database.url, log };
  const bootstrap = (app: string, appId?: string) =>
    bootstrapMonitored({ ...common, monitoringRole: role, app, appId });
  const [first, second] = ['01234567-89ab-cdef-0123-456789abcdef', '89abcdef-0123-4567-89ab-cdef01234567'];
  // Written down before ids were, and then with one.
  await bootstrap('monitor');
  expect((await bootstrap('monitor', first)).changes).toEqual([]);
  // Another app that took the old name is another.
  expect((await uninstallMonitored({ ...common, app: 'monitor', appId: second })).warnings).toEqual([
    expect.stringMatching(/^nothing is removed: .* wanted by monitor, not by monitor/),
  ]);
  expect((await uninstallMonitored({ ...common, app: 'renamed' })).warnings).toEqual([
    expect.stringContaining('heroku run --env HEROKU_APP_NAME=<old name> --app renamed'),
  ]);
  expect(await catalogueOf(database, role)).not.toEqual(before);
  // One that is renamed and comes again is not two.
  expect((await bootstrap('newer', first)).changes).toEqual([]);
  const removed = await uninstallMonitored({ ...common, app: 'newest', appId: first });
  expect(removed.warnings).toEqual([]);
  expect(removed.changes).toContain(`pg_monitor taken from ${role}`);
  expect(await catalogueOf(database, role)).toEqual(before);
  await database.drop();
});

it('does nothing that a list planted by somebody else tells it', async () => {
  const { database, roleUrl, role } = await createMonitored();
  const planted = JSON.stringify([
    { kind: 'extension', name: 'plpgsql', apps: ['x'] },
    { kind: 'role', name: database.owner, to: role, apps: ['x'] },
    { kind: 'helper', name: 'mine', apps: ['x'] },
    { kind: 'credential', name: 'analytics', apps: ['x'] },
  ]);
  await withClient(database.url, async (client) => {
    await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${role}`);
    await client.query('CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$');
  });
  const plant = async (client: Parameters<Parameters<typeof withClient>[1]>[0]) => {
    await client.query(
      "CREATE FUNCTION public.pgwatch_heroku_installed() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$",
    );
    await client.query(`COMMENT ON FUNCTION public.pgwatch_heroku_installed() IS '${planted}'`);
  };
  await withClient(roleUrl, plant);
  // A bootstrap puts its own list in the place of a stranger's.
  await bootstrapMonitored({ url: database.url, monitoringRole: role, app: 'my-monitor', log });
  const { changes } = await uninstallMonitored({ url: database.url, log });
  expect(changes.join()).not.toContain('plpgsql');

  // Also where the owner was made to own it.
  await withClient(database.url, plant);
  expect(await uninstallMonitored({ url: database.url, log })).toMatchObject({ changes: [], credentials: [] });
  expect(await refusalOf(database.url, 'SELECT mine()')).toBeUndefined();
  expect(await refusalOf(database.url, 'DO $$ BEGIN NULL; END $$')).toBeUndefined();
  await database.drop();
});

it('writes no password into its log', () => {
  expect(text()).not.toMatch(/postgres:\/\//);
});
