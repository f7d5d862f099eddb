import { expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole } from '@pgwatch-heroku/testkit';
import { run, runProcess } from './apps.js';

const hasMonitor = async (url: string, role: string) => {
  const client = await connect({ url, label: 'test', applicationName: 'test' });
  const { rows } = await client.query("SELECT pg_has_role($1::name, 'pg_monitor', 'USAGE') AS has", [role]);
  await client.end();
  return rows[0]?.has as boolean;
};

it('takes back what a review app made in a database of somebody else, and nothing that production lives on', async () => {
  const [shared, lent] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const [sharedRole, lentRole] = [await createTestRole(shared, 'pgwatch2'), await createTestRole(lent, 'pgwatch2')];
  const of = (url: string) => new URL(url).username;
  const bootstrap = (app: string, database: string, roleUrl: string) =>
    run('monitored-bootstrap', {
      HEROKU_APP_NAME: app,
      MONITOREDDB_URL: database,
      PGWATCH2_MONITOREDDB_X_URL: roleUrl,
    });
  await bootstrap('production', shared.url, sharedRole);
  await bootstrap('monitor-pr-17', shared.url, sharedRole);
  await bootstrap('monitor-pr-17', lent.url, lentRole);
  expect(await hasMonitor(lent.url, of(lentRole))).toBe(true);

  const env = { PGWATCH2_MONITOREDDB_SHARED_URL: shared.url, PGWATCH2_MONITOREDDB_LENT_URL: lent.url };
  const nameless = await run('provisioner', env, 'predestroy');
  expect(nameless.code).toBe(0);
  expect(nameless.output).toContain('HEROKU_APP_NAME is not set');
  expect(nameless.output).toContain('heroku run --env HEROKU_APP_NAME=<this app> -- pgwatch-heroku predestroy');
  expect(await hasMonitor(lent.url, of(lentRole))).toBe(true);

  const gone = await runProcess('provisioner', { ...env, HEROKU_APP_NAME: 'monitor-pr-17' }, 'predestroy');
  expect(gone.code).toBe(0);
  expect(gone.output).toContain('pg_monitor stays: production needs it');
  expect(await hasMonitor(lent.url, of(lentRole))).toBe(false);
  expect(await hasMonitor(shared.url, of(sharedRole))).toBe(true);
  await Promise.all([shared.drop(), lent.drop()]);
});

it('says who can remove what an attached credential may not, and sees to the other databases all the same', async () => {
  const [database, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const roleUrl = await createTestRole(database, 'pgwatch2');
  const HEROKU_APP_NAME = 'monitor-pr-17';
  for (const [url, role] of [
    [database.url, roleUrl],
    [other.url, undefined],
  ] as const) {
    await run('monitored-bootstrap', {
      HEROKU_APP_NAME,
      MONITOREDDB_URL: url,
      ...(role === undefined ? {} : { PGWATCH2_MONITOREDDB_X_URL: role }),
    });
  }
  const gone = await run(
    'provisioner',
    { HEROKU_APP_NAME, PGWATCH2_MONITOREDDB_X_URL: roleUrl, MONITOREDDB_URL: other.url },
    'predestroy',
  );
  expect(gone.code).toBe(78);
  expect(gone.output).toContain(`${database.owner} made what is to be removed, and only it may`);
  expect(gone.output).toContain('extension pg_stat_statements removed');
  expect(gone.output).not.toContain(new URL(roleUrl).password);
  await Promise.all([database.drop(), other.drop()]);
});
