import { expect, it } from '@jest/globals';
import { type Client, connect } from '@pgwatch-heroku/shared';
import { useAccount } from './support/start-account.js';
import { databaseMs, until } from './support/until.js';

const account = useAccount({ delays: { credentialMs: 100, highAvailabilityMs: 1_500, rotationMs: 1_500 } });
const { api } = account;
const open = (url: string) => connect({ url, label: 'test', applicationName: 'test' });
const query = async (url: string, sql: string) => {
  const client = await open(url);
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};
const newAddon = async (plan: string, as: string) => {
  const { body } = await api('POST', '/apps/local/addons', { plan, attachment: { name: as } });
  await until(
    `${as} provisioned`,
    async () => (await api('GET', `/addons/${body.name}`)).body.state === 'provisioned',
    databaseMs,
  );
  return body.name as string;
};
const credential = async (addon: string, name: string) =>
  (await api('GET', `/postgres/v0/databases/${addon}/credentials/${name}`)).body;
const newCredential = async (addon: string, name: string) => {
  const path = `/postgres/v0/databases/${addon}/credentials`;
  expect((await api('POST', path, { name })).status).toBe(200);
  const states = new Set<string>();
  await until(`${name} active`, async () => {
    states.add((await credential(addon, name)).state);
    return states.has('active');
  });
  return states;
};
let sales = '';
let ended = false;

it('makes a credential that can log in and do nothing', async () => {
  sales = await newAddon('heroku-postgresql:standard-0', 'SALES');
  const seen = [...(await newCredential(sales, 'pgwatch2'))];
  expect(['wait_for_provisioning', 'provisioning', 'active'].filter((state) => seen.includes(state))).toEqual(seen);
  const attachment = {
    addon: sales,
    app: 'local',
    name: 'PGWATCH2_MONITOREDDB_SALES',
    namespace: 'credential:pgwatch2',
  };
  expect((await api('POST', '/addon-attachments', attachment)).status).toBe(201);
  const url = account.heroku.databaseUrl('PGWATCH2_MONITOREDDB_SALES');
  expect(account.heroku.config()['PGWATCH2_MONITOREDDB_SALES_URL']).toBe(url);
  expect(await query(url, 'SELECT current_user AS me')).toEqual([{ me: 'pgwatch2' }]);
  await expect(query(url, 'CREATE TABLE public.t (id int)')).rejects.toMatchObject({ code: '42501' });
  expect(await query(url, `SELECT has_schema_privilege('public', 'USAGE') AS usage`)).toEqual([{ usage: false }]);
  const owner = account.heroku.databaseUrl('SALES');
  await query(owner, 'GRANT pg_monitor TO pgwatch2; GRANT USAGE ON SCHEMA public TO pgwatch2');
  // A member of the role, who cannot pass it on until repair-default.
  const isAdmin = `SELECT admin_option FROM pg_auth_members WHERE roleid = 'pgwatch2'::regrole AND member = current_user::regrole`;
  expect(await query(owner, isAdmin)).toEqual([{ admin_option: false }]);
  expect((await api('POST', `/postgres/v0/databases/${sales}/repair-default`)).status).toBe(200);
  expect(await query(owner, isAdmin)).toContainEqual({ admin_option: true });
}, 120_000);

it('refuses credentials on Essential, before the standby is there, and of a bad name or one taken on the same database', async () => {
  const { body } = await api('GET', '/apps/local/addon-attachments/DATABASE');
  const essential = await api('POST', `/postgres/v0/databases/${body.addon.name}/credentials`, { name: 'pgwatch2' });
  expect(essential).toMatchObject({ status: 400, body: { message: expect.stringContaining('Essential') } });
  for (const name of ['pgwatch2', 'default', 'has space', 'pg_mine', '']) {
    expect((await api('POST', `/postgres/v0/databases/${sales}/credentials`, { name })).status).toBe(400);
  }
  const premium = await newAddon('heroku-postgresql:premium-0', 'PREMIUM');
  const path = `/postgres/v0/databases/${premium}/credentials`;
  const info = async () =>
    Object.fromEntries(
      (await api('GET', `/client/v11/databases/${premium}`)).body.info.map(
        (row: { name: string; values: string[] }) => [row.name, row.values[0]],
      ),
    );
  expect(await info()).toMatchObject({
    'HA Status': 'Temporarily Unavailable',
    'Fork/Follow': 'Temporarily Unavailable',
  });
  expect((await api('POST', path, { name: 'early' })).status).toBe(400);
  await until('the standby', async () => (await info())['HA Status'] === 'Available', databaseMs);
  await newCredential(premium, 'pgwatch2');
}, 120_000);

it('rotates by a temporary login that is a member of the role, restarts apps without a release phase, and ends old connections', async () => {
  const before = account.heroku.databaseUrl('PGWATCH2_MONITOREDDB_SALES');
  const old: Client = await open(before);
  old.on('error', () => undefined);
  old.on('end', () => {
    ended = true;
  });
  const phases = () => account.heroku.logs.recent().filter(({ text }) => text.startsWith('Running release')).length;
  const phasesBefore = phases();
  const rotation = await api('POST', `/postgres/v0/databases/${sales}/credentials/pgwatch2/credentials_rotation`, {});
  expect(rotation.status).toBe(200);
  await until('both logins', async () => (await credential(sales, 'pgwatch2')).credentials.length === 2);
  expect(await credential(sales, 'pgwatch2')).toMatchObject({
    state: 'rotating',
    credentials: [
      { user: 'pgwatch2', state: 'revoking' },
      { user: 'pgwatch2-rotating', state: 'active' },
    ],
  });
  const between = account.heroku.databaseUrl('PGWATCH2_MONITOREDDB_SALES');
  expect(between).toContain('pgwatch2-rotating');
  expect(await query(between, `SELECT pg_has_role('pgwatch2', 'MEMBER') AS member`)).toEqual([{ member: true }]);
  expect(await query(before, 'SELECT 1 AS still')).toEqual([{ still: 1 }]);
  await until('the end', async () => (await credential(sales, 'pgwatch2')).state === 'active');
  await until('the old connection to be ended', () => ended);
  const after = account.heroku.databaseUrl('PGWATCH2_MONITOREDDB_SALES');
  expect(new URL(after).username).toBe('pgwatch2');
  await expect(query(before, 'SELECT 1')).rejects.toThrow(/password/);
  await expect(query(between, 'SELECT 1')).rejects.toThrow(/password|does not exist/);
  expect(await query(after, `SELECT pg_has_role('pg_monitor', 'MEMBER') AS kept`)).toEqual([{ kept: true }]);
  expect(phases()).toBe(phasesBefore);
  const { body: releases } = await api('GET', '/apps/local/releases', undefined, {
    Range: 'version ..; max=2, order=desc',
  });
  expect(releases.map(({ description }: { description: string }) => description)).toEqual([
    'Update PGWATCH2_MONITOREDDB_SALES by heroku-postgresql',
    'Update PGWATCH2_MONITOREDDB_SALES by heroku-postgresql',
  ]);
}, 120_000);

it('rotates the default credential at once', async () => {
  const before = account.heroku.databaseUrl('SALES');
  await api('POST', `/postgres/v0/databases/${sales}/credentials/default/credentials_rotation`, {});
  await until('another URL', () => account.heroku.databaseUrl('SALES') !== before);
  await expect(query(before, 'SELECT 1')).rejects.toThrow(/password/);
  expect(await query(account.heroku.databaseUrl('SALES'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('deletes a credential only when nothing is attached by it, and gives what it owned to the owner', async () => {
  const owner = account.heroku.databaseUrl('SALES');
  await query(owner, 'GRANT CREATE ON SCHEMA public TO pgwatch2');
  await query(account.heroku.databaseUrl('PGWATCH2_MONITOREDDB_SALES'), 'CREATE TABLE public.kept (id int)');
  const path = `/postgres/v0/databases/${sales}/credentials/pgwatch2`;
  expect(await api('DELETE', path)).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('attached') },
  });
  const { body: attachment } = await api('GET', '/apps/local/addon-attachments/PGWATCH2_MONITOREDDB_SALES');
  expect((await api('DELETE', `/addon-attachments/${attachment.id}`)).status).toBe(200);
  expect((await api('DELETE', path)).status).toBe(200);
  await until('its end', async () => (await api('GET', path)).status === 404);
  expect(
    await query(owner, `SELECT tableowner = current_user AS mine FROM pg_tables WHERE tablename = 'kept'`),
  ).toEqual([{ mine: true }]);
  expect(await query(owner, `SELECT FROM pg_roles WHERE rolname LIKE 'pgwatch2%'`)).toEqual([]);
});

it('keeps a stuck credential in provisioning until it is let go', async () => {
  account.heroku.faults.stuckCredentials.add('slow');
  await api('POST', `/postgres/v0/databases/${sales}/credentials`, { name: 'slow' });
  await until('provisioning', async () => (await credential(sales, 'slow')).state === 'provisioning');
  expect((await api('GET', `/addons/${sales}/config/credential:slow`)).body).toEqual([]);
  const attachment = { addon: sales, app: 'local', name: 'SLOW', namespace: 'credential:slow' };
  expect((await api('POST', '/addon-attachments', attachment)).status).toBe(422);
  account.heroku.faults.stuckCredentials.clear();
  await until('active', async () => (await credential(sales, 'slow')).state === 'active');
});
