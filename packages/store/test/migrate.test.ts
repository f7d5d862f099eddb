import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exitCodes } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole, type TestDatabase } from '@pgwatch-heroku/testkit';
import { expectedSchemaVersion, migrate, readSchemaVersion } from '../src/index.js';
import { migrationNames } from '../src/schema/migration-files.js';
import { open } from './store.js';

describe('migrate', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ ownerMonitors: false, connectionLimit: 25 });
  });
  afterAll(() => database.drop());

  it('applies every migration once when twenty processes start on an empty database at once', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => open(database.url)));
    expect(await readSchemaVersion(clients[0] as (typeof clients)[number])).toBeUndefined();
    const results = await Promise.all(clients.map((client) => migrate(client)));
    expect(results.flatMap(({ applied }) => applied)).toEqual(await migrationNames());
    expect(await readSchemaVersion(clients[1] as (typeof clients)[number])).toBe(await expectedSchemaVersion());
    await Promise.all(clients.map((client) => client.end()));
  });

  it('does nothing the second time and leaves the connection as it was', async () => {
    const client = await open(database.url);
    expect(await migrate(client)).toEqual({ applied: [] });
    const { rows } = await client.query(
      "SELECT current_setting('search_path') AS path, (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks",
    );
    expect(rows).toEqual([{ path: '"$user", public', locks: 0 }]);
    await client.end();
  });

  it('lets a role that may only read find out that nothing is to do', async () => {
    const reader = await createTestRole(database, 'pgwatch2');
    const owner = await open(database.url);
    const role = new URL(reader).username;
    await owner.query(`GRANT USAGE ON SCHEMA pgwatch2 TO ${role}; GRANT SELECT ON pgwatch2.pgmigrations TO ${role}`);
    const client = await open(reader);
    expect(await migrate(client)).toEqual({ applied: [] });
    await client.end();
    await owner.end();
  });

  it('refuses a database that newer code has migrated, with exit code 57', async () => {
    const client = await open(database.url);
    await client.query("INSERT INTO pgwatch2.pgmigrations (name, run_on) VALUES ('9999_later', now())");
    await expect(migrate(client)).rejects.toMatchObject({
      code: 'schema-newer',
      exitCode: exitCodes.schemaNewer,
      message: expect.stringContaining('9999_later'),
    });
    await client.end();
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const other = await createTestDatabase({ ownerMonitors: false });
    const client = await open(other.url);
    await client.query('CREATE SCHEMA admin');
    await expect(migrate(client)).rejects.toThrow(/admin/);
    const { rows } = await client.query(
      "SELECT to_regclass('pgwatch2.source') AS source, to_regnamespace('samples') AS samples",
    );
    expect(rows).toEqual([{ source: null, samples: null }]);
    await client.query('DROP SCHEMA admin');
    expect((await migrate(client)).applied).toEqual(await migrationNames());
    await client.end();
    await other.drop();
  });
});
