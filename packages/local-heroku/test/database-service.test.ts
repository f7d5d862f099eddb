import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, connect, quoteIdentifier } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase, withSuperuser } from '@pgwatch-heroku/testkit';
import { type DatabaseIdentity, DatabaseService, newDatabaseIdentity } from '../src/addons/database-service.js';
import { parsePlan } from '../src/addons/plans.js';

let cluster: TestDatabase;
let service: DatabaseService;
const essential = newDatabaseIdentity();
const standard = newDatabaseIdentity();
const helper = `helper_${essential.role}`;

const planOf = (name: string) => {
  const parsed = parsePlan(name);
  if ('mistake' in parsed) throw new Error(parsed.mistake);
  return parsed.plan;
};
const open = (identity: DatabaseIdentity, database = identity.database) => {
  const url = new URL(service.urlOf(identity));
  url.pathname = `/${database}`;
  return connect({ url: url.href, label: 'test', applicationName: 'test' });
};
const as = async <T>(identity: DatabaseIdentity, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = await open(identity);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  cluster = await createTestDatabase();
  service = new DatabaseService(cluster.superuserUrl);
  await service.provision(essential, planOf('heroku-postgresql:essential-0'));
  await service.provision(standard, planOf('heroku-postgresql:standard-0'));
  await withSuperuser((client) => client.query(`CREATE ROLE ${helper}`));
});
afterAll(async () => {
  await withSuperuser(async (client) => {
    await client.query(`DROP ROLE ${helper}`);
    for (const { database, role } of [essential, standard]) {
      await client.query(`DROP DATABASE ${quoteIdentifier(database)} WITH (FORCE)`);
      await client.query(`DROP ROLE ${quoteIdentifier(role)}`);
    }
  });
  await cluster.drop();
});

it('lets the owner of an Essential database work in it, and provisions again without harm', async () => {
  await as(essential, (client) => client.query('CREATE TABLE kept (id int); CREATE EXTENSION pg_stat_statements'));
  await service.provision(essential, planOf('heroku-postgresql:essential-0'));
  await as(essential, (client) => client.query('SELECT FROM kept; SELECT count(*) FROM pg_stat_statements'));
});

it('changes roles one after the other: PostgreSQL refuses two that meet in a row of its catalogs', async () => {
  const database = quoteIdentifier(standard.database);
  const grant = `GRANT CONNECT ON DATABASE ${database} TO ${helper}`;
  const long = service.changeRoles(standard, async (client) => {
    await client.query(`BEGIN; ${grant}; SELECT pg_sleep(0.5); COMMIT`);
  });
  const short = service.changeRoles(standard, async (client) => {
    await client.query(`${grant}; REVOKE CONNECT ON DATABASE ${database} FROM ${helper}`);
  });
  expect(await Promise.allSettled([long, short])).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }]);
});

it('knows how large a database is, and of which version', async () => {
  expect(await service.sizeBytes(essential)).toBeGreaterThan(1_000_000);
  const version = await as(essential, (client) => client.query('SHOW server_version'));
  expect(version.rows[0].server_version.split('.')[0]).toBe(await service.majorVersion());
});

it('refuses on Essential what only production plans may: pg_monitor, roles, extensions off the list', async () => {
  await as(essential, async (client) => {
    await expect(client.query(`GRANT pg_monitor TO ${helper}`)).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('CREATE ROLE somebody')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('CREATE EXTENSION dblink')).rejects.toMatchObject({
      code: '42501',
      message: 'extension dblink is not on the list of extensions that this plan allows',
      hint: 'See: SHOW rds.allowed_extensions',
    });
    // The list is not taken from a setting that anybody can change.
    await client.query(`SET rds.allowed_extensions = 'dblink'`);
    await expect(client.query('CREATE EXTENSION dblink')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('DROP EVENT TRIGGER heroku_check_extension')).rejects.toMatchObject({ code: '42501' });
    expect((await client.query('SELECT FROM pg_extension WHERE extname = $1', ['dblink'])).rowCount).toBe(0);
  });
  await as(essential, async (client) => {
    const { rows } = await client.query('SHOW rds.allowed_extensions');
    expect(rows[0]['rds.allowed_extensions'].split(',')).toContain('pg_stat_statements');
  });
});

it('gives the owner of a Standard database pg_monitor, to pass on too, and still no CREATEROLE', async () => {
  await as(standard, async (client) => {
    await client.query(`GRANT pg_monitor TO ${helper}`);
    await client.query('CREATE EXTENSION dblink');
    expect((await client.query('SHOW extwlist.extensions')).rows[0]['extwlist.extensions']).toContain('dblink');
    await expect(client.query('CREATE ROLE somebody')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('SHOW rds.allowed_extensions')).rejects.toMatchObject({ code: '42704' });
  });
});

it('refuses the 21st connection to an Essential database', async () => {
  const clients: Client[] = [];
  try {
    for (let n = 0; n < 20; n++) clients.push(await open(essential));
    await expect(open(essential)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('too many connections'),
    });
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
});

it("keeps everybody out of other add-ons' databases, and new roles out of schema public", async () => {
  await expect(open(essential, standard.database)).rejects.toMatchObject({
    message: expect.stringContaining('permission denied for database'),
  });
  await expect(open(standard, 'postgres')).rejects.toThrow(/permission denied for database/);
  await as(standard, async (client) => {
    const { rows } = await client.query(`SELECT has_schema_privilege($1, 'public', 'USAGE') AS usage`, [helper]);
    expect(rows).toEqual([{ usage: false }]);
  });
});
