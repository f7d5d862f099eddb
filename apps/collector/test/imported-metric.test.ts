import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ensureMetricTable } from '@pgwatch-heroku/store';
import { importYaml } from '@pgwatch-heroku/store/transfer';
import { createTestDatabase, type RunningApp, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { createStore, end, open, startCollector, type TestStore, ticksOf } from './support.js';

let store: TestStore;
let monitored: TestDatabase;
let app: RunningApp | undefined;

beforeAll(async () => {
  store = await createStore({ instance_up: 1 });
  monitored = await createTestDatabase();
  const client = await open(monitored.url);
  await client.query(`CREATE SCHEMA shop; CREATE TABLE shop.orders (country text, amount numeric);
    INSERT INTO shop.orders VALUES ('it', 10.5), ('it', 1), ('de', 7)`);
  await client.end();
});
afterAll(async () => {
  await end(app);
  await monitored.drop();
  await store.close();
});

const file = `
metrics:
  orders:
    sqls:
      15: |
        SELECT country AS tag_country, count(*) AS orders, sum(amount) AS amount
        FROM shop.orders GROUP BY country; -- of our shop
  backends:
    sqls: { 15: 'SELECT 7::int8 AS total, 1::int8 AS active' }
sources:
  - name: SALES
    conn_str: $PGWATCH2_MONITOREDDB_SALES_URL
    preset_metrics: minimal
    custom_metrics: { instance_up: 1, orders: 1, backends: 1, kpi: 0, misspelt: 1 }
`;

it('gathers an imported metric into a table and a view that it makes by itself, at the interval of the source', async () => {
  const attachments = [{ alias: 'SALES', variable: 'PGWATCH2_MONITOREDDB_SALES_URL', sameAs: [] }];
  expect((await importYaml(store.client, file, { attachments })).problems).toEqual([]);
  // As the shipped definition, which says that small numbers are enough, has filled it before.
  const columns = [{ name: 'total', type: 'int4' as const }];
  await ensureMetricTable(store.client, { metric: 'backends', tags: [], columns });
  app = startCollector(store.database.url, { SALES: monitored.url });
  await until('samples', async () => (await ticksOf(store, 'orders')).length >= 3);
  const { rows } = await store.client.query(
    `SELECT DISTINCT dbname, tag_data->>'country' AS country, (data->>'orders')::int AS orders, (data->>'amount')::float8 AS amount
     FROM public.orders ORDER BY country`,
  );
  expect(rows).toEqual([
    { dbname: 'SALES', country: 'de', orders: 1, amount: 7 },
    { dbname: 'SALES', country: 'it', orders: 2, amount: 11.5 },
  ]);
  await until('another definition of what is shipped', async () => (await ticksOf(store, 'backends')).length >= 1);
  expect(await store.values('SELECT total FROM samples.backends')).toContain(7);
  await until('the state of what is not there', async () => {
    const errors = await store.values("SELECT error FROM pgwatch2.source_metric WHERE metric = 'misspelt'");
    return errors[0] === 'there is no metric of this name';
  });
  expect(await store.values("SELECT metric FROM pgwatch2.source_metric WHERE metric = 'kpi'")).toEqual([]);
});
