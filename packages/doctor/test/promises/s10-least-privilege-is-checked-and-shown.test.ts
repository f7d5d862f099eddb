import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bootstrapMonitored } from '@pgwatch-heroku/bootstrap';
import { createLogger, quoteIdentifier } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole, type TestDatabase } from '@pgwatch-heroku/testkit';
import type { Finding } from '../../src/index.js';
import { lookAt, run, userOf, withClient } from '../support.js';

const log = createLogger({ name: 'test', destination: { write: () => undefined } });
/** Whose owner has pg_monitor, and whose has not. */
let standard: TestDatabase;
let essential: TestDatabase;

beforeAll(async () => {
  standard = await createTestDatabase();
  essential = await createTestDatabase({ ownerMonitors: false, connectionLimit: 20 });
  // As any credential on Heroku: public is closed to those who are not told.
  for (const { superuserUrl } of [standard, essential]) await run(superuserUrl, 'CREATE EXTENSION pg_stat_statements');
});
afterAll(async () => {
  await standard.drop();
  await essential.drop();
});

const states = (findings: Record<string, Finding>, ...ids: string[]) => ids.map((id) => findings[id]?.state);
const rights = ['monitoring-rights', 'least-privilege', 'helpers'];

it('warns of a superuser, and prints the least that monitoring needs', async () => {
  const found = await lookAt(standard.superuserUrl);
  expect(states(found, ...rights)).toEqual(['ok', 'warning', 'ok']);
  expect(found['least-privilege']?.summary).toContain('is a superuser');
  expect(found['least-privilege']?.fixes.map(({ text }) => text)).toContain(
    'GRANT pg_monitor TO "pgwatch2";\nGRANT USAGE ON SCHEMA public TO "pgwatch2";',
  );
});

it('warns of the owner where the plan has other roles', async () => {
  const found = await lookAt(standard.url);
  expect(states(found, ...rights)).toEqual(['ok', 'warning', 'ok']);
  expect(found['least-privilege']?.summary).toContain('owns the database');
});

it('says that an Essential plan has neither pg_monitor nor another role, and calls nothing of that wrong', async () => {
  const found = await lookAt(essential.url);
  expect(states(found, ...rights)).toEqual(['not-available', 'not-available', 'not-available']);
  expect(found['monitoring-rights']?.summary).toContain('This plan gives pg_monitor to nobody');
});

it('is content with a role that has pg_monitor and nothing else', async () => {
  const found = await lookAt(await createTestRole(standard, 'monitor', 'IN ROLE pg_monitor'));
  expect(states(found, ...rights)).toEqual(['ok', 'ok', 'ok']);
});

it('prints for a role without rights the SQL that, run as it is by the owner, gives it what it needs', async () => {
  const url = await createTestRole(standard, 'plain');
  const before = await lookAt(url);
  expect(states(before, ...rights)).toEqual(['warning', 'ok', 'warning']);
  expect(before['metric-rights']?.details.join()).toContain('wal_size');
  await run(standard.url, before['monitoring-rights']?.fixes[0]?.text ?? '');
  const after = await lookAt(url, { metricNames: ['db_stats', 'backends', 'stat_statements', 'wal_size'] });
  expect(states(after, ...rights, 'metric-rights')).toEqual(['ok', 'ok', 'ok', 'ok']);
});

it('names every right beyond looking, and revokes roles by the SQL that it prints', async () => {
  const url = await createTestRole(standard, 'rich', 'CREATEDB IN ROLE pg_monitor, pg_read_all_data');
  await run(
    standard.url,
    'CREATE TABLE public.orders (n int)',
    `GRANT INSERT ON public.orders TO ${quoteIdentifier(userOf(url))}`,
  );
  const { 'least-privilege': found } = await lookAt(url);
  expect(found?.state).toBe('warning');
  expect(found?.details).toEqual(['attribute CREATEDB', 'member of pg_read_all_data', 'may write into 1 table']);
  await run(standard.superuserUrl, found?.fixes[0]?.text ?? '');
  expect((await lookAt(url))['least-privilege']?.details).toEqual(['attribute CREATEDB', 'may write into 1 table']);
});

it('sees what monitored-bootstrap made for an Essential plan, and that nobody else may call it', async () => {
  const url = await createTestRole(essential, 'helped');
  await bootstrapMonitored({ url: essential.url, monitoringRole: userOf(url), helpers: true, log });
  const found = await lookAt(url);
  expect(states(found, ...rights)).toEqual(['not-available', 'ok', 'ok']);
  expect(found['monitoring-rights']?.summary).toContain('get_stat_activity()');
  await run(
    essential.url,
    `REVOKE EXECUTE ON FUNCTION public.get_stat_activity() FROM ${quoteIdentifier(userOf(url))}`,
  );
  const { helpers } = await lookAt(url);
  expect([helpers?.state, helpers?.details]).toEqual(['warning', ['get_stat_activity()']]);
  await run(essential.url, helpers?.fixes[0]?.text ?? '');
  expect((await lookAt(url))['helpers']?.state).toBe('ok');
  await run(essential.url, 'GRANT EXECUTE ON FUNCTION public.get_stat_activity() TO PUBLIC');
  const open = (await lookAt(url))['helpers'];
  expect([open?.state, open?.summary]).toEqual(['warning', expect.stringContaining('Everybody who may connect')]);
});

/** What a careless copy of the helper looks like: it takes pg_stat_activity from wherever the caller says. */
const careless = `CREATE FUNCTION public.get_stat_activity() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER
  AS $$ SELECT datname::text FROM pg_stat_database $$`;

it('finds a helper function that a search_path can hijack, and the printed SQL ends the attack', async () => {
  const database = await createTestDatabase();
  const attacker = await createTestRole(database, 'attacker');
  await run(database.url, careless);
  await run(
    database.superuserUrl,
    `CREATE SCHEMA evil AUTHORIZATION ${quoteIdentifier(userOf(attacker))}`,
    `GRANT USAGE ON SCHEMA public TO PUBLIC`,
  );
  await run(
    attacker,
    `CREATE FUNCTION evil.leak() RETURNS name LANGUAGE sql AS 'SELECT current_user'`,
    'GRANT USAGE ON SCHEMA evil TO PUBLIC',
    'CREATE VIEW evil.pg_stat_database AS SELECT evil.leak() AS datname',
    'GRANT SELECT ON evil.pg_stat_database TO PUBLIC',
  );
  const attack = () =>
    withClient(attacker, async (client) => {
      await client.query('SET search_path = evil, pg_catalog, public');
      return (await client.query('SELECT * FROM public.get_stat_activity() LIMIT 1')).rows[0]?.['get_stat_activity'];
    });
  expect(await attack()).toBe(database.owner);
  const { helpers } = await lookAt(attacker);
  expect([helpers?.state, helpers?.details]).toEqual([
    'error',
    [`get_stat_activity() of ${database.owner}: no search_path of its own`],
  ]);
  await run(database.url, helpers?.fixes[0]?.text ?? '');
  expect(await attack()).not.toBe(database.owner);
  expect((await lookAt(attacker))['helpers']?.state).not.toBe('error');
  await run(database.url, 'ALTER FUNCTION public.get_stat_activity() SET search_path = pg_catalog');
  const weak = (await lookAt(attacker))['helpers'];
  expect([weak?.state, weak?.summary]).toEqual(['warning', expect.stringContaining('temporary tables')]);
  await run(database.superuserUrl, `DROP OWNED BY ${quoteIdentifier(userOf(attacker))} CASCADE`);
  await database.drop();
});

it('takes nothing from the search_path of a monitored database itself, and can change nothing there', async () => {
  const database = await createTestDatabase();
  await run(
    database.url,
    'CREATE TABLE public.touched (n int)',
    `CREATE FUNCTION public.current_setting(text) RETURNS text LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO public.touched VALUES (1); RETURN '170000'; END $$`,
    `CREATE FUNCTION public.count(int) RETURNS int LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO public.touched VALUES (1); RETURN 1; END $$`,
    `ALTER DATABASE ${quoteIdentifier(database.name)} SET search_path = public, pg_catalog`,
  );
  const found = await lookAt(database.url);
  expect(found['server-version']?.state).toBe('ok');
  const rows = await withClient(database.url, async (client) => (await client.query('SELECT * FROM touched')).rowCount);
  expect(rows).toBe(0);
  await database.drop();
});
