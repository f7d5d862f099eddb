import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connect, createLogger, createPool, type Pool } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { initialise } from '../src/initialise.js';
import { keepSize } from '../src/keep-size.js';

const log = createLogger({ name: 'test', level: 'silent' });
let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase({ ownerMonitors: false });
  const options = { url: database.url, label: 'sample', applicationName: 'test' };
  const client = await connect(options);
  await initialise(client, { scale: 1, maxMegabytes: 300 }, log);
  await client.end();
  pool = createPool({ ...options, maxConnections: 2 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const fillHistory = (rows: number, age: string) =>
  pool.query(
    `INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) SELECT 1, 1, n, 0, now() - $2::interval FROM generate_series(1, $1::int) n`,
    [rows, age],
  );
const historyRows = async () => Number((await pool.query('SELECT count(*) FROM pgbench_history')).rows[0].count);

it('removes old history in batches and keeps the recent', async () => {
  await fillHistory(12_000, '2 hours');
  await fillHistory(500, '1 minute');
  const { mayWrite } = await keepSize(pool, { keepHistorySeconds: 3_600, maxMegabytes: 300 }, log);
  expect(mayWrite).toBe(true);
  expect(await historyRows()).toBe(500);
});

it('empties the history when the tables exceed their size, and goes on writing', async () => {
  await fillHistory(200_000, '1 minute');
  const { mayWrite, megabytes } = await keepSize(pool, { keepHistorySeconds: 3_600, maxMegabytes: 22 }, log);
  expect(mayWrite).toBe(true);
  expect(megabytes).toBeLessThan(22);
  expect(await historyRows()).toBe(0);
});

it('only reads when even without history there is no room', async () => {
  const { mayWrite } = await keepSize(pool, { keepHistorySeconds: 3_600, maxMegabytes: 5 }, log);
  expect(mayWrite).toBe(false);
});
