import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, createTestRole, type TestDatabase } from '@pgwatch-heroku/testkit';
import { bootstrapMonitored } from '../src/bootstrap-monitored.js';
import { captureLog, refusalOf, userOf, withClient } from './support.js';

let standard: TestDatabase;
let essential: TestDatabase;
const { log, text } = captureLog();

beforeAll(async () => {
  [standard, essential] = await Promise.all([
    createTestDatabase(),
    createTestDatabase({ ownerMonitors: false, connectionLimit: 20 }),
  ]);
  for (const database of [standard, essential]) {
    await withClient(database.superuserUrl, async (client) => {
      await client.query('CREATE EXTENSION pg_stat_statements SCHEMA public');
      // As Heroku does since CVE-2018-1058: nobody but the owner gets into public by default.
      await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    });
  }
});
afterAll(async () => {
  await standard.drop();
  await essential.drop();
});

it('grants pg_monitor and USAGE on a Standard plan, and nothing the second time', async () => {
  const roleUrl = await createTestRole(standard, 'pgwatch2');
  const options = { url: standard.url, monitoringRole: userOf(roleUrl), log };
  expect(await refusalOf(roleUrl, 'SELECT * FROM pg_stat_statements')).toBe('42P01');

  const first = await bootstrapMonitored(options);
  expect(first.changes).toEqual([
    `pg_monitor granted to ${userOf(roleUrl)}`,
    `USAGE on schema public granted to ${userOf(roleUrl)}`,
  ]);
  expect(first.warnings).toEqual([]);
  expect(await refusalOf(roleUrl, 'SELECT * FROM pg_stat_statements')).toBeUndefined();
  expect(await refusalOf(standard.url, 'SELECT get_stat_activity()')).toBe('42883');

  expect(await bootstrapMonitored(options)).toEqual({ changes: [], warnings: [], limits: [] });
});

it('installs the helpers where pg_monitor cannot be granted, executable by the monitoring role alone', async () => {
  const roleUrl = await createTestRole(essential, 'pgwatch2');
  const otherUrl = await createTestRole(essential, 'other');
  const role = userOf(roleUrl);
  // What a customer's own default privileges would give away.
  await withClient(essential.url, async (client) => {
    await client.query(`ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO ${userOf(otherUrl)}`);
    await client.query(`GRANT USAGE ON SCHEMA public TO ${userOf(otherUrl)}`);
  });
  const options = { url: essential.url, monitoringRole: role, log };
  const { changes, warnings } = await bootstrapMonitored(options);
  for (const helper of ['get_stat_activity', 'get_stat_statements', 'get_stat_replication']) {
    expect(changes).toContain(`helper ${helper}() created`);
    expect(await refusalOf(roleUrl, `SELECT * FROM ${helper}()`)).toBeUndefined();
    expect(await refusalOf(otherUrl, `SELECT * FROM ${helper}()`)).toBe('42501');
  }
  expect(warnings.join()).toContain(`pg_monitor cannot be granted to ${role}`);
  expect((await bootstrapMonitored(options)).changes).toEqual([]);

  await withClient(essential.url, (client) => client.query('GRANT EXECUTE ON FUNCTION get_stat_activity() TO PUBLIC'));
  expect((await bootstrapMonitored(options)).changes).toEqual([
    'helper get_stat_activity(): right to execute taken from PUBLIC',
  ]);
});

it('shows through a helper what the owner sees of other sessions, of this database only', async () => {
  const roleUrl = await createTestRole(essential, 'pgwatch2');
  await bootstrapMonitored({ url: essential.url, monitoringRole: userOf(roleUrl), log });
  await withClient(essential.url, async (owner) => {
    await owner.query("SELECT 'seen by the helper'");
    const rows = await withClient(roleUrl, async (client) => {
      const direct = await client.query('SELECT query FROM pg_stat_activity WHERE usename = $1', [essential.owner]);
      expect(direct.rows.map((row) => row.query)).toContain('<insufficient privilege>');
      return (await client.query('SELECT datname, usename, query FROM get_stat_activity()')).rows;
    });
    expect(rows.map((row) => row.query)).toContain("SELECT 'seen by the helper'");
    expect(new Set(rows.map((row) => row.datname))).toEqual(new Set([essential.name]));
  });
});

it('keeps the helpers deaf to what a caller puts in front of their names', async () => {
  const roleUrl = await createTestRole(essential, 'pgwatch2');
  await bootstrapMonitored({ url: essential.url, monitoringRole: userOf(roleUrl), log });
  await withClient(essential.superuserUrl, (client) =>
    client.query(`CREATE SCHEMA evil AUTHORIZATION ${userOf(roleUrl)}`),
  );
  await withClient(roleUrl, async (client) => {
    await client.query('CREATE TEMP VIEW pg_stat_activity AS SELECT 1 AS hijacked');
    await client.query('CREATE TEMP VIEW pg_database AS SELECT 1 AS hijacked');
    await client.query(`CREATE FUNCTION evil.same(name, name) RETURNS boolean LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'hijacked as %', current_user; END $$`);
    await client.query('CREATE OPERATOR evil.= (LEFTARG = name, RIGHTARG = name, FUNCTION = evil.same)');
    await client.query(`CREATE FUNCTION evil.current_database() RETURNS name LANGUAGE sql AS $$ SELECT 'x'::name $$`);
    await client.query('SET search_path = pg_temp, evil, public, pg_catalog');
    // The trap is real: the caller's own query falls into it, the helper's does not.
    await expect(client.query("SELECT 'a'::name = 'a'::name")).rejects.toThrow('hijacked');
    const { rows } = await client.query('SELECT datname FROM public.get_stat_activity()');
    expect(rows.map((row) => row.datname)).toContain(essential.name);
    await client.query('SELECT * FROM public.get_stat_statements()');
  });
});

it('installs the helpers beside pg_monitor when asked to, and replaces those of the original system', async () => {
  const roleUrl = await createTestRole(standard, 'pgwatch2');
  await withClient(standard.url, (client) =>
    client.query(
      'CREATE FUNCTION get_stat_activity() RETURNS SETOF pg_stat_activity LANGUAGE sql SECURITY DEFINER AS $$ SELECT * FROM pg_stat_activity $$',
    ),
  );
  const options = { url: standard.url, monitoringRole: userOf(roleUrl), helpers: true, log };
  expect((await bootstrapMonitored(options)).changes).toContain('helper get_stat_activity() replaced');
  const { rows } = await withClient(standard.url, (client) =>
    client.query("SELECT proconfig, proretset FROM pg_proc WHERE proname = 'get_stat_activity'"),
  );
  expect(rows).toEqual([{ proconfig: ['search_path=pg_catalog, pg_temp'], proretset: true }]);
  expect((await bootstrapMonitored(options)).changes).toEqual([]);
});

it('leaves a function that something depends on alone, says so, and installs the others', async () => {
  const database = await createTestDatabase();
  await withClient(database.url, async (client) => {
    await client.query("CREATE FUNCTION get_stat_activity() RETURNS text LANGUAGE sql AS $$ SELECT 'mine' $$");
    await client.query('CREATE VIEW mine AS SELECT get_stat_activity()');
  });
  const { changes, warnings } = await bootstrapMonitored({ url: database.url, helpers: true, log });
  expect(warnings.join()).toContain('helper get_stat_activity: left as it is');
  expect(changes).toContain('helper get_stat_statements() created');
  await database.drop();
});

it('takes the place of a function that a stranger put there first', async () => {
  const database = await createTestDatabase();
  const strangerUrl = await createTestRole(database, 'stranger');
  await withClient(database.url, (client) =>
    client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${userOf(strangerUrl)}`),
  );
  await withClient(strangerUrl, (client) =>
    client.query("CREATE FUNCTION get_stat_activity() RETURNS text LANGUAGE sql AS $$ SELECT 'mine' $$"),
  );
  await bootstrapMonitored({ url: database.url, helpers: true, log });
  const { rows } = await withClient(database.url, (client) =>
    client.query("SELECT proowner::regrole::text AS owner FROM pg_proc WHERE proname = 'get_stat_activity'"),
  );
  expect(rows).toEqual([{ owner: database.owner }]);
  expect(await refusalOf(strangerUrl, 'SELECT * FROM get_stat_activity()')).toBe('42501');
  await database.drop();
});

it('says what is missing when the plan refuses the extension, and works in heroku_ext', async () => {
  const database = await createTestDatabase({ ownerMonitors: false });
  await withClient(database.superuserUrl, (client) =>
    client.query(`REVOKE CREATE ON DATABASE ${database.name} FROM PUBLIC, ${database.owner}`),
  );
  const refused = await bootstrapMonitored({ url: database.url, log });
  expect(refused.changes).toEqual([]);
  expect(refused.warnings.join()).toMatch(/pg_stat_statements could not be installed \(permission denied/);
  expect(refused.limits).toEqual(['no-monitoring-rights']);

  const roleUrl = await createTestRole(database, 'pgwatch2');
  await withClient(database.superuserUrl, async (client) => {
    await client.query('CREATE SCHEMA heroku_ext');
    await client.query('CREATE EXTENSION pg_stat_statements SCHEMA heroku_ext');
    await client.query(`GRANT USAGE ON SCHEMA heroku_ext TO ${database.owner} WITH GRANT OPTION`);
  });
  const { changes } = await bootstrapMonitored({ url: database.url, monitoringRole: userOf(roleUrl), log });
  expect(changes).toContain(`USAGE on schema heroku_ext granted to ${userOf(roleUrl)}`);
  expect(await refusalOf(roleUrl, 'SELECT * FROM get_stat_statements()')).toBeUndefined();
  await database.drop();
});

it('says that a monitoring role is not there yet instead of failing', async () => {
  const { warnings } = await bootstrapMonitored({ url: standard.url, monitoringRole: 'not_yet', log });
  expect(warnings.join()).toContain('role not_yet is not in this database yet');
});

it('writes no password into its log', () => {
  for (const { url } of [standard, essential]) expect(text()).not.toContain(new URL(url).password);
});
