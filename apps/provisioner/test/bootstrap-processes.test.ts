import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { run, runProcess, start } from './apps.js';

let essential: TestDatabase;
let standard: TestDatabase;
const seen: string[] = [];
const runAndKeep = async (...args: Parameters<typeof run>) => {
  const ended = await run(...args);
  seen.push(ended.output);
  return ended;
};

beforeAll(async () => {
  [essential, standard] = await Promise.all([
    createTestDatabase({ ownerMonitors: false, connectionLimit: 20 }),
    createTestDatabase(),
  ]);
});
afterAll(async () => {
  await essential.drop();
  await standard.drop();
});

it('finishes what one left that was killed within the migration or between that and the definitions', async () => {
  const database = await createTestDatabase({ ownerMonitors: false, connectionLimit: 20 });
  const env = { DATABASE_URL: database.url };
  const open = () => connect({ url: database.superuserUrl, label: 'test', applicationName: 'observer' });
  // Two, because within a transaction pg_stat_activity stands still.
  const [observer, obstacle] = await Promise.all([open(), open()]);
  const isHeldUp = async () =>
    (
      await observer.query(
        `SELECT FROM pg_stat_activity
          WHERE datname = $1 AND application_name = 'pgwatch-heroku bootstrap' AND wait_event_type = 'Lock'`,
        [database.name],
      )
    ).rowCount === 1;
  const killAt = async (sql: string) => {
    await obstacle.query('BEGIN');
    await obstacle.query(sql);
    const running = start('collector-bootstrap', env);
    await until('the process stands at the obstacle', isHeldUp);
    running.kill('SIGKILL');
    await running.exited;
    await obstacle.query('ROLLBACK');
  };
  await killAt('CREATE SCHEMA samples');
  expect((await runAndKeep('collector-bootstrap', env)).output).toContain('migration 0001_store applied');

  await observer.query('DELETE FROM pgwatch2.metric');
  await killAt('LOCK TABLE pgwatch2.metric');
  const resumed = await runAndKeep('collector-bootstrap', env);
  expect(resumed.code).toBe(0);
  expect(resumed.output).toContain('metric db_stats loaded');
  expect((await runAndKeep('collector-bootstrap', env)).output).toContain('Collector DB: nothing to change');
  await Promise.all([observer.end(), obstacle.end()]);
  await database.drop();
});

it('says one line per change and a summary, and nothing to change the second time', async () => {
  const first = await runAndKeep('collector-bootstrap', { DATABASE_URL: essential.url });
  expect(first.code).toBe(0);
  const changes = first.events('changed');
  expect(changes.map(({ msg }) => msg)).toContain('migration 0001_store applied');
  expect(first.events('bootstrapped')).toMatchObject([
    { changes: changes.length, msg: `Collector DB: ${changes.length} changes made` },
  ]);
  const second = await runAndKeep('collector-bootstrap', { DATABASE_URL: essential.url });
  expect(second.events('changed')).toEqual([]);
  expect(second.output).toContain('Collector DB: nothing to change');
});

it('bootstraps the monitored database for the role that is attached to it, whichever app plays it', async () => {
  const roleUrl = await createTestRole(standard, 'pgwatch2');
  const role = new URL(roleUrl).username;
  const all = await runAndKeep('monitored-bootstrap', {
    MONITOREDDB_URL: standard.url,
    // The Collector DB's pgwatch2 is another role of another database.
    PGWATCH2_URL: essential.url,
    PGWATCH2_MONITOREDDB_SALES_URL: roleUrl,
  });
  expect(all.code).toBe(0);
  expect(all.output).toContain(`pg_monitor granted to ${role}`);

  const monitored = { PGWATCH2_APP: 'monitored', DATABASE_URL: standard.url, PGWATCH2_URL: roleUrl };
  const again = await runAndKeep('monitored-bootstrap', monitored);
  expect(again.output).toContain('Monitored DB: nothing to change');
  const helpers = await runAndKeep('monitored-bootstrap', monitored, '--helpers');
  expect(helpers.code).toBe(0);
  expect(helpers.events('changed').map(({ msg }) => msg)).toContain(
    `helper get_stat_statements(): ${role} may execute it`,
  );
});

it('removes from a monitored database what it made there, and says so', async () => {
  const database = await createTestDatabase();
  const env = { MONITOREDDB_URL: database.url };
  await runAndKeep('monitored-bootstrap', env, '--helpers');
  const removed = await runAndKeep('monitored-bootstrap', env, '--uninstall');
  expect(removed.code).toBe(0);
  expect(removed.events('changed').map(({ msg }) => msg)).toContain('helper get_stat_statements() removed');
  expect(removed.output).toMatch(/Monitored DB: \d+ things removed, 0 left/);
  const again = await runAndKeep('monitored-bootstrap', env, '--uninstall');
  expect(again.code).toBe(0);
  expect(again.output).toContain('nothing of ours is written down there');
  await database.drop();
});

it('grants for Grafana after the schema is there, and says so where there is no role', async () => {
  await runAndKeep('collector-bootstrap', { DATABASE_URL: standard.url });
  const grafanaUrl = await createTestRole(standard, 'pgwatch2_grafana');
  const granted = await runAndKeep('grafana-bootstrap', {
    DATABASE_URL: standard.url,
    PGWATCH2_GRAFANA_URL: grafanaUrl,
  });
  expect(granted.code).toBe(0);
  expect(granted.events('changed').length).toBeGreaterThan(0);
  const none = await runAndKeep('grafana-bootstrap', { DATABASE_URL: essential.url });
  expect(none.code).toBe(0);
  expect(none.output).toContain('as on Essential plans: Grafana is for admins only');
});

it.each(['collector-bootstrap', 'grafana-bootstrap', 'monitored-bootstrap'] as const)(
  '%s ends with 0 when its database is not attached, and with 78 when the URL is no URL',
  async (app) => {
    const absent = await runProcess(app, {});
    seen.push(absent.output);
    expect(absent.code).toBe(0);
    expect(absent.output).toContain('nothing to do: ');
    expect(absent.output).toContain('heroku addons:create');
    const variable = app === 'monitored-bootstrap' ? 'MONITOREDDB_URL' : 'DATABASE_URL';
    const malformed = await runAndKeep(app, { [variable]: 'postgres://user:canary-3hf8@' });
    expect(malformed.code).toBe(78);
    expect(malformed.output).toContain(variable);
  },
);

it('ends with 78 on a wrong password, an unknown option and an unknown role of the app', async () => {
  const wrong = new URL(essential.url);
  wrong.password = 'canary-3hf8';
  expect((await runAndKeep('collector-bootstrap', { DATABASE_URL: wrong.href })).code).toBe(78);
  expect((await runAndKeep('monitored-bootstrap', { MONITOREDDB_URL: essential.url }, '--halp')).code).toBe(78);
  for (const app of ['collector-bootstrap', 'grafana-bootstrap'] as const) {
    const refused = await runAndKeep(app, { DATABASE_URL: essential.url }, '--foo');
    expect(refused.code).toBe(78);
    expect(refused.output).toContain(`Usage: ${app}`);
  }
  expect((await runAndKeep('collector-bootstrap', { PGWATCH2_APP: 'everything' })).code).toBe(78);
});

it('ends with 57 when the schema is newer than the code', async () => {
  const database = await createTestDatabase();
  await runAndKeep('collector-bootstrap', { DATABASE_URL: database.url });
  const client = await connect({ url: database.url, label: 'test', applicationName: 'test' });
  await client.query("INSERT INTO pgwatch2.pgmigrations (name, run_on) VALUES ('9999_future', now())");
  await client.end();
  expect((await runAndKeep('collector-bootstrap', { DATABASE_URL: database.url })).code).toBe(57);
  await database.drop();
});

it('shows neither a password nor a stack trace in all of that', () => {
  const output = seen.join('');
  for (const secret of ['canary-3hf8', new URL(essential.url).password, new URL(standard.url).password]) {
    expect(output).not.toContain(secret);
  }
  expect(output).not.toMatch(/^\s+at /m);
  expect(output).not.toContain('"stack"');
});
