import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, connect, createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { initialise } from '../src/initialise.js';

const log = createLogger({ name: 'test', level: 'silent' });
const options = { scale: 1, maxMegabytes: 300 };
let database: TestDatabase;
let client: Client;
const open = () => connect({ url: database.url, label: 'sample', applicationName: 'test' });

beforeAll(async () => {
  database = await createTestDatabase({ ownerMonitors: false, connectionLimit: 20 });
  client = await open();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const oidOfAccounts = async () =>
  (await client.query("SELECT 'pgbench_accounts'::regclass::oid::text AS oid")).rows[0].oid;

it('makes the tables once when four runners start together', async () => {
  const clients = await Promise.all(Array.from({ length: 4 }, open));
  const said: unknown[] = [];
  const listening: typeof log = Object.assign(Object.create(log), { info: (about: unknown) => said.push(about) });
  const extents = await Promise.all(clients.map((one) => initialise(one, options, listening)));
  await Promise.all(clients.map((one) => one.end()));
  expect(said).toEqual([{ event: 'init', scale: 1 }]);
  expect(extents).toEqual(Array(4).fill({ branches: 1 }));
  const { rows } = await client.query('SELECT count(*)::int AS accounts FROM pgbench_accounts');
  expect(rows).toEqual([{ accounts: 100_000 }]);
});

it('keeps the tables that are there', async () => {
  const before = await oidOfAccounts();
  await initialise(client, { ...options, scale: 3 }, log);
  expect(await oidOfAccounts()).toBe(before);
});

it('makes the tables anew when they are incomplete', async () => {
  const before = await oidOfAccounts();
  await client.query('DROP TABLE pgbench_tellers');
  expect(await initialise(client, options, log)).toEqual({ branches: 1 });
  expect(await oidOfAccounts()).not.toBe(before);
});

it('cuts the scale to what the allowed size holds', async () => {
  await client.query('DROP TABLE pgbench_tellers');
  expect(await initialise(client, { scale: 500, maxMegabytes: 64 }, log)).toEqual({ branches: 2 });
});
