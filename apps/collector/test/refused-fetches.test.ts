import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import { type MetricShape, recordMetricState, syncAttachedSources } from '@pgwatch-heroku/store';
import { pendingFetch } from '../src/buffer/pending-fetch.js';
import { SampleBuffer } from '../src/buffer/sample-buffer.js';
import { Counters } from '../src/counters.js';
import { Outbox } from '../src/write/outbox.js';
import { StoreConnection } from '../src/write/store-connection.js';
import { Writer } from '../src/write/writer.js';
import { createStore, open, type TestStore } from './support.js';

let store: TestStore;
let connection: StoreConnection;
let outbox: Outbox;
let writer: Writer;
let freshTags: unknown[];
let [sales, shop] = [0, 0];

beforeEach(async () => {
  store = await createStore({ db_stats: 60, backends: 60 });
  await syncAttachedSources(
    store.client,
    ['SALES', 'SHOP'].map((alias) => ({ alias, variable: `PGWATCH2_MONITOREDDB_${alias}_URL`, sameAs: [] })),
  );
  [sales = 0, shop = 0] = (await store.values('SELECT id FROM pgwatch2.source ORDER BY name')).map(Number);
  connection = new StoreConnection(store.database.url, 'the store', 'samples');
  outbox = new Outbox(new SampleBuffer(1_000_000));
  freshTags = [];
  writer = new Writer({
    store: connection,
    outbox,
    counters: new Counters(),
    retentionDays: 14,
    onFresh: ({ series }) => freshTags.push(...series.map(({ tags }) => tags)),
    log: createLogger({ name: 'test', level: 'silent' }),
  });
});
afterEach(async () => {
  await connection.end();
  await store.close();
});

const plain = (metric: string, ...columns: string[]): MetricShape => ({
  metric,
  tags: [],
  columns: columns.map((name) => ({ name, type: 'int8' })),
});
const tagged: MetricShape = { metric: 'per_table', tags: ['table'], columns: [{ name: 'n', type: 'int8' }] };
let tick = Date.now() - 3_600_000;
function give(sourceId: number, shape: MetricShape, tags: string | null = null) {
  tick += 1_000;
  const values = shape.columns.map(() => (tags === null ? '1' : '{1}'));
  outbox.sample(pendingFetch({ sourceId, shape, tickMs: tick, fetchedAtMs: tick, tags, values }));
}
const rowsOf = async (metric: string) => Number((await store.values(`SELECT count(*) FROM samples."${metric}"`))[0]);
async function asSuperuser(sql: string) {
  const client = await open(store.database.superuserUrl);
  await client.query(sql);
  await client.end();
}
const stateOf = (sourceId: number, metric: string) => outbox.metricStates.get(`${sourceId} ${metric}`);

it('writes the samples of all others when one metric has a name that the store cannot have', async () => {
  give(sales, plain('backends', 'n'));
  give(sales, plain('backends_data', 'n'));
  give(shop, plain('backends', 'n'));
  expect(await writer.flush()).toBe(true);
  expect(await rowsOf('backends')).toBe(2);
  expect(stateOf(sales, 'backends_data')).toMatchObject({ ok: false, reason: expect.stringContaining('_data') });
});

it('writes the samples of all others when the source of one is gone', async () => {
  await store.client.query("DELETE FROM pgwatch2.source WHERE name = 'SHOP'");
  give(shop, tagged, '[["t"]]');
  give(sales, tagged, '[["t"]]');
  give(sales, plain('backends', 'n'));
  expect(await writer.flush()).toBe(true);
  expect([await rowsOf('per_table'), await rowsOf('backends')]).toEqual([1, 1]);
  expect(stateOf(shop, 'per_table')).toMatchObject({ ok: false, reason: expect.stringContaining('foreign key') });
  expect(stateOf(sales, 'per_table')).toBeUndefined();
});

it('writes the samples of all others when a table is not ours to change, and its own once it is', async () => {
  give(sales, plain('backends', 'n'));
  await writer.flush();
  await asSuperuser('ALTER TABLE samples.backends OWNER TO CURRENT_USER');
  await asSuperuser(`GRANT SELECT, INSERT ON samples.backends TO ${store.database.owner}`);
  const wider = plain('backends', 'n', 'more');
  give(sales, wider);
  give(sales, plain('db_stats', 'n'));
  expect(await writer.flush()).toBe(true);
  expect([await rowsOf('backends'), await rowsOf('db_stats')]).toEqual([1, 1]);
  expect(stateOf(sales, 'backends')).toMatchObject({ ok: false, reason: expect.stringContaining('owner') });

  // A fetch that went well at the source does not hide it.
  outbox.metricState({ sourceId: sales, metric: 'backends', ok: true, durationMs: 1, rows: 1, at: new Date() });
  await recordMetricState(store.client, [...outbox.metricStates.values()]);
  expect(await store.values("SELECT error FROM pgwatch2.source_metric WHERE metric = 'backends'")).toEqual([
    expect.stringContaining('owner'),
  ]);

  await asSuperuser(`ALTER TABLE samples.backends OWNER TO ${store.database.owner}`);
  give(sales, wider);
  await writer.flush();
  expect(await rowsOf('backends')).toBe(2);
  outbox.metricState({ sourceId: sales, metric: 'backends', ok: true, durationMs: 1, rows: 1, at: new Date() });
  expect(stateOf(sales, 'backends')?.ok).toBe(true);
});

it('makes a table again that somebody dropped, and asks for the details of series in spite of the detour', async () => {
  give(sales, plain('backends', 'n'));
  const shape = { ...tagged };
  give(sales, shape, '[["a"]]');
  await writer.flush();
  await store.client.query('DROP TABLE samples.per_table CASCADE');
  await store.client.query('DROP TYPE samples.per_table_data CASCADE');
  give(sales, shape, '[["b"]]');
  expect(await writer.flush()).toBe(true);
  expect(await rowsOf('per_table')).toBe(1);
  expect(freshTags).toEqual([{ table: 'a' }, { table: 'b' }]);
});

it('keeps everything while the store cannot take anything', async () => {
  give(sales, plain('backends', 'n'));
  await writer.flush();
  await store.client.query('BEGIN; LOCK TABLE samples.backends');
  await connection.run((client) => client.query("SET statement_timeout = '300ms'"));
  give(sales, plain('backends', 'n', 'm'));
  expect(await writer.flush()).toBe(false);
  expect(outbox.buffer.length).toBe(1);
  await store.client.query('ROLLBACK');
  expect(await writer.flush()).toBe(true);
  expect(await rowsOf('backends')).toBe(2);
});

it('keeps every sample while the store takes none, as of a database that outgrew its plan, and stores them later', async () => {
  give(sales, plain('backends', 'n'));
  expect(await writer.flush()).toBe(true);
  const role = new URL(store.database.url).username;
  await asSuperuser(`REVOKE INSERT, UPDATE ON ALL TABLES IN SCHEMA samples, pgwatch2 FROM "${role}"`);
  give(sales, plain('backends', 'n'));
  give(shop, tagged, '[["t"]]');
  expect(await writer.flush()).toBe(false);
  expect(outbox.buffer.length).toBe(2);
  await asSuperuser(`GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA samples, pgwatch2 TO "${role}"`);
  expect(await writer.flush()).toBe(true);
  expect([await rowsOf('backends'), await rowsOf('per_table')]).toEqual([2, 1]);
});

it('refuses only the metric whose own table may not be written', async () => {
  give(sales, plain('backends', 'n'));
  give(sales, plain('db_stats', 'n'));
  expect(await writer.flush()).toBe(true);
  const role = new URL(store.database.url).username;
  await asSuperuser(`REVOKE INSERT ON samples.backends FROM "${role}"`);
  give(sales, plain('backends', 'n'));
  give(sales, plain('db_stats', 'n'));
  expect(await writer.flush()).toBe(true);
  expect([await rowsOf('backends'), await rowsOf('db_stats')]).toEqual([1, 2]);
  expect(stateOf(sales, 'backends')).toMatchObject({ ok: false, reason: expect.stringContaining('permission denied') });
});
