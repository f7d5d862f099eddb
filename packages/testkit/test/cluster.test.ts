import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, connect } from '@pgwatch-heroku/shared';
import {
  type Cluster,
  createStandby,
  createTestDatabase,
  type Standby,
  startCluster,
  type TestDatabase,
} from '@pgwatch-heroku/testkit';

let primary: Cluster;
let database: TestDatabase;
let standby: Standby;

beforeAll(async () => {
  primary = await startCluster({ settings: { max_connections: 50 } });
  database = await createTestDatabase({ server: primary });
  await ask(database.url, 'CREATE TABLE note AS SELECT 1 AS id');
  standby = await createStandby(primary);
});
afterAll(async () => {
  await standby?.drop();
  await primary?.drop();
});

const onStandby = () => {
  const url = new URL(database.url);
  url.port = String(standby.port);
  return url.href;
};

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client: Client = await connect({ url, label: 'test', applicationName: 'test' });
  try {
    const { rows, fields } = await client.query(sql);
    return (rows ?? []).map((row) => row[fields[0]?.name ?? '']);
  } finally {
    await client.end();
  }
}

it('shows on the standby what the primary wrote before and after, and takes no writes there', async () => {
  await ask(database.url, 'INSERT INTO note VALUES (2)');
  await standby.catchUp();
  expect(await ask(onStandby(), 'SELECT id FROM note ORDER BY id')).toEqual([1, 2]);
  await expect(ask(onStandby(), 'INSERT INTO note VALUES (3)')).rejects.toMatchObject({ code: '25006' });
});

it('comes back on the same port with its data, after a stop and after a crash', async () => {
  const { port } = primary;
  await primary.stop();
  await expect(ask(database.url, 'SELECT 1')).rejects.toThrow();
  await primary.start();
  await primary.kill();
  await primary.start();
  expect(primary.port).toBe(port);
  expect(await ask(database.url, 'SELECT count(*)::int FROM note')).toEqual([2]);
});

it('makes a primary of the standby when the old one is gone', async () => {
  await standby.catchUp();
  await primary.kill();
  await standby.promote();
  await ask(onStandby(), 'INSERT INTO note VALUES (3)');
  expect(await ask(onStandby(), 'SELECT count(*)::int FROM note')).toEqual([3]);
});
