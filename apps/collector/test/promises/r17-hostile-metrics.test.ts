import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Metric } from '@pgwatch-heroku/metrics';
import { type Client, createLogger } from '@pgwatch-heroku/shared';
import { readMetricProblems, readSourceMetrics, recordMetricState } from '@pgwatch-heroku/store';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { type OpenSource, openSource } from '../../src/fetch/open-source.js';
import { MetricRunner } from '../../src/schedule/metric-runner.js';
import { createStore, open, type TestStore } from '../support.js';
import { createSources, createWriter, type WriterHarness } from '../writer-harness.js';

let store: TestStore;
let monitored: TestDatabase;
let owner: Client;
let live: OpenSource;
let harness: WriterHarness;
let sourceId: number;
let tickMs = Math.floor(Date.now() / 60_000 - 60) * 60_000;
const log = createLogger({ name: 'test', level: 'silent' });

beforeAll(async () => {
  store = await createStore({ instance_up: 60 });
  monitored = await createTestDatabase();
  owner = await open(monitored.url);
  await owner.query(`CREATE TABLE precious AS SELECT 1 AS id;
    CREATE FUNCTION harm() RETURNS int LANGUAGE sql AS 'DELETE FROM public.precious RETURNING 1'`);
  live = await openSource(monitored.url, 'SALES');
  [sourceId = 0] = await createSources(store, 1);
  harness = await createWriter({ url: store.database.url });
});
afterAll(async () => {
  await harness.close();
  await live.close();
  await owner.end();
  await monitored.drop();
  await store.close();
});
beforeEach(async () => {
  if (!live.isOpen) live = await openSource(monitored.url, 'SALES');
});

const metricOf = (name: string, sql: string, more: Partial<Metric> = {}): Metric => ({
  name,
  description: '',
  appliesTo: 'any',
  versions: [{ minMajor: 15, sql }],
  ...more,
});

/** One tick of a metric and of one that is in order, up to the store. */
async function tick(metric: Metric): Promise<void> {
  const { outbox, counters, writer } = harness;
  tickMs += 60_000;
  for (const one of [metric, metricOf('sound', 'SELECT 1 AS value')]) {
    await store.client.query(
      `INSERT INTO pgwatch2.preset_metric VALUES ('heroku_postgres', $1, 60) ON CONFLICT DO NOTHING`,
      [one.name],
    );
    if (!live.isOpen) live = await openSource(monitored.url, 'SALES');
    await new MetricRunner(one, { source: { id: sourceId }, outbox, counters }, log).run(live, tickMs);
  }
  expect(await writer.flush()).toBe(true);
  await recordMetricState(store.client, [...outbox.metricStates.values()]);
  outbox.metricStates.clear();
  const sound = await store.values('SELECT time FROM samples.sound WHERE time = $1', [new Date(tickMs)]);
  expect(sound).toHaveLength(1);
}

const problemOf = async (name: string) =>
  (await readMetricProblems(store.client, sourceId)).find(({ metric }) => metric === name);
const rowsOf = (name: string) =>
  store.values(`SELECT to_jsonb(t) FROM samples."${name}" t WHERE time = '${new Date(tickMs).toISOString()}'`);

it.each([
  ['fails', 'SELECT 1 / 0 AS value', /division by zero/, undefined],
  ['asks for a column that is not there', 'SELECT nothing FROM pg_class', /"nothing" does not exist/, /lacks what/],
  ['writes', 'SELECT public.harm() AS value', /read-only transaction/, /only read/],
  [
    'writes in a WITH',
    'WITH gone AS (DELETE FROM public.precious RETURNING 1) SELECT 1 AS v FROM gone',
    /WITH/,
    undefined,
  ],
  ['is several statements', 'SELECT 1 AS value; SELECT 2 AS value', /syntax error/, undefined],
  [
    'breaks out of what we put around it',
    'SELECT 1) m; DELETE FROM public.precious; SELECT * FROM (SELECT 1',
    /multiple commands|read-only/,
    undefined,
  ],
  ['has two columns of one name', 'SELECT 1 AS value, 2 AS value', /two columns named value/, /Change the names/],
  [
    'has two tags of one name',
    "SELECT 'a' AS tag_x, 'b' AS tag_x, 1 AS value",
    /two columns named tag_x/,
    /Change the names/,
  ],
  ['has a tag without a name', `SELECT 'a' AS "tag_", 1 AS value`, /tag_ and nothing more/, undefined],
  [
    'takes a name that every table has',
    'SELECT now() AS time, 1 AS value',
    /column name time is taken/,
    /Change the names/,
  ],
  ['gives no column', 'SELECT', /no column/, undefined],
  ['gives a number that no column can hold', "SELECT '1e400'::numeric AS value", /out of range/, undefined],
  ['never ends', 'SELECT pg_sleep(60)::text AS value', /statement timeout/, /longer than its time-out/],
])('turns off a metric that %s, says so at its source, and stores the others', async (label, sql, reason, hint) => {
  const name = `off_${label.replaceAll(/[^a-z]+/g, '_')}`.slice(0, 45);
  await tick(metricOf(name, sql, { statementTimeoutMs: 500 }));
  const problem = await problemOf(name);
  expect(problem).toMatchObject({ isPartial: false, reason: expect.stringMatching(reason) });
  if (hint) expect(problem?.hint).toMatch(hint);
  expect((await owner.query('SELECT * FROM precious')).rowCount).toBe(1);
});

it.each([
  ['returns no rows', 'SELECT 1 AS value WHERE false', []],
  ['returns no rows with tags', "SELECT 'a' AS tag_x, 1 AS value WHERE false", []],
  ['ends in a comment', 'SELECT 1 AS value -- the end', [{ value: 1 }]],
  [
    'has odd names of columns',
    `SELECT 1 AS "Übergröße", 2 AS "a b", 3 AS "it's", 4 AS "q""q", 5 AS "b\\s", 6 AS "1", 7 AS "select"`,
    [{ Übergröße: 1, 'a b': 2, "it's": 3, 'q"q': 4, 'b\\s': 5, '1': 6, select: 7 }],
  ],
  ['has a column name that PostgreSQL cuts', `SELECT 1 AS ${'x'.repeat(80)}`, [{ ['x'.repeat(63)]: 1 }]],
  ['has tags only', "SELECT 'a' AS tag_x", [{ series: [expect.any(Number)] }]],
  ['has a tag with an odd name', `SELECT 'a' AS "tag_It's ""x""", 1 AS value`, [{ value: [1] }]],
])('stores a metric that %s', async (label, sql, expected) => {
  const name = `on_${label.replaceAll(/[^a-z]+/g, '_')}`;
  await tick(metricOf(name, sql));
  expect(await problemOf(name)).toBeUndefined();
  const rows = expected.length === 0 ? [] : await rowsOf(name);
  expect(rows).toEqual(expected.map((row) => expect.objectContaining(row)));
  if (expected.length === 0) return;
  // What dashboards made for pgwatch would ask.
  const [data] = await store.values(`SELECT data::jsonb FROM public."${name}"`);
  const [row] = expected as [Record<string, unknown>];
  for (const [key, value] of Object.entries(row)) {
    if (key !== 'series') expect(data).toMatchObject({ [key]: [value].flat()[0] });
  }
});

it('ends a connection that a metric made writable before anything can be written on it', async () => {
  const sql = "SELECT set_config('default_transaction_read_only', 'off', false) AS value";
  const before = live;
  await tick(metricOf('lifting', sql));
  expect(before.isOpen).toBe(false);
  expect(await problemOf('lifting')).toMatchObject({
    isPartial: false,
    reason: expect.stringContaining('may write'),
    hint: expect.stringContaining('only read'),
  });
  await tick(metricOf('writes_later', 'SELECT public.harm() AS value'));
  expect((await owner.query('SELECT * FROM precious')).rowCount).toBe(1);
});

it.each([
  ['it gives a row', "set_config('statement_timeout', '0', false)", ''],
  ['it has a row per tag', "set_config('lock_timeout', '0', false)", "'a' AS tag_x, "],
  ['it fails after that', "set_config('search_path', 'public', false) || (1 / (random() * 0)::int)", ''],
  ['its query is only planned', 'public.lifts_when_planned()', ''],
  ['it is another role then', "set_config('role', 'pg_monitor', false)", ''],
])('asks the next metric under the same limits as ever, whatever one sets: %s', async (label, lift, tag) => {
  await owner.query(`CREATE OR REPLACE FUNCTION lifts_when_planned() RETURNS text IMMUTABLE LANGUAGE sql
    AS $$ SELECT pg_catalog.set_config('statement_timeout', '0', false) $$`);
  const settings = async () => {
    const { rows } = await live.session.query(
      "SELECT name, setting FROM pg_settings WHERE source = 'session' OR name ~ '_timeout$|^default_|^role$|^search_path$'",
    );
    return rows;
  };
  const before = { live, settings: await settings() };
  await tick(metricOf(`sets_${label.replaceAll(' ', '_')}`, `SELECT ${tag}${lift} AS value`));
  expect(live).toBe(before.live);
  expect(await settings()).toEqual(before.settings);
});

it('holds no advisory lock that a metric takes from the application', async () => {
  await tick(metricOf('locks_one', 'SELECT pg_try_advisory_lock(4711) AS value'));
  expect(await rowsOf('locks_one')).toEqual([expect.objectContaining({ value: true })]);
  const { rows } = await owner.query('SELECT pg_try_advisory_lock(4711) AS free');
  expect(rows).toEqual([{ free: true }]);
});

it('stores the first 2,000 of 100,000 rows and says at the source how many there are', async () => {
  await tick(metricOf('many', "SELECT lpad(i::text, 6, '0') AS tag_i, i AS value FROM generate_series(1, 100000) i"));
  const [row] = (await rowsOf('many')) as [{ value: number[] }];
  expect(row.value).toEqual(Array.from({ length: 2_000 }, (_, index) => index + 1));
  expect(await problemOf('many')).toMatchObject({
    isPartial: true,
    reason: expect.stringContaining('gives 100000 rows: the 98000 after the first 2000'),
    hint: expect.stringContaining('LIMIT'),
  });
  await tick(metricOf('many', "SELECT lpad(i::text, 6, '0') AS tag_i, i AS value FROM generate_series(1, 2001) i"));
  expect(await problemOf('many')).toMatchObject({ reason: expect.stringContaining('the 1 after the first 2000') });
  await tick(metricOf('many', "SELECT lpad(i::text, 6, '0') AS tag_i, i AS value FROM generate_series(1, 2000) i"));
  expect(await problemOf('many')).toBeUndefined();
  expect((await rowsOf('many')) as unknown[]).toEqual([expect.objectContaining({ value: row.value })]);
});

it.each([
  ['many rows', 'SELECT i AS tag_i, repeat(md5(i::text), 32768) AS value FROM generate_series(1, 40) i'],
  ['one', "SELECT repeat('0123456789abcdef', 2500000) AS value"],
])('refuses the 40 MB that %s give, says so at the source, and keeps what waits of others', async (label, sql) => {
  const { outbox, counters } = harness;
  const waits = new MetricRunner(
    metricOf('waits', 'SELECT 1 AS value'),
    { source: { id: sourceId }, outbox, counters },
    log,
  );
  if (!live.isOpen) live = await openSource(monitored.url, 'SALES');
  await waits.run(live, tickMs + 60_000);
  const name = `huge_${label.replaceAll(' ', '_')}`;
  await tick(metricOf(name, sql));
  expect(await problemOf(name)).toMatchObject({
    isPartial: false,
    reason: expect.stringContaining('more than 16 MB'),
    hint: expect.stringContaining('LIMIT'),
  });
  expect(await rowsOf('waits')).toHaveLength(1);
  expect(outbox.buffer.dropped).toBe(0);
});

it('stores one of many rows without a tag and says at the source what is missing', async () => {
  await tick(metricOf('untagged', 'SELECT i AS value FROM generate_series(1, 100000) i'));
  expect(await rowsOf('untagged')).toEqual([expect.objectContaining({ value: 1 })]);
  expect(await problemOf('untagged')).toMatchObject({ isPartial: true, hint: expect.stringContaining('tag_') });
});

it('goes by its own clock where that of the source is an hour off', async () => {
  const sql = `SELECT ((extract(epoch FROM now()) + 3600) * 1e9)::int8 AS epoch_ns, now() + interval '1 hour' AS source_now`;
  await tick(metricOf('clock', sql));
  const [row] = (await rowsOf('clock')) as { time: string; fetched_at: string }[];
  expect(Object.keys(row ?? {}).sort()).toEqual(['fetched_at', 'source_id', 'source_now', 'time']);
  expect(new Date(row?.time ?? '').getTime()).toBe(tickMs);
  expect(Math.abs(new Date(row?.fetched_at ?? '').getTime() - Date.now())).toBeLessThan(600_000);
});

it('says so where another version of the server gives another type, and stores what still fits', async () => {
  await tick(metricOf('typed', 'SELECT 1.5::float8 AS wide, 1 AS narrow'));
  await tick(metricOf('typed', 'SELECT 2 AS wide, 1 AS narrow, true AS added'));
  expect(await rowsOf('typed')).toEqual([expect.objectContaining({ wide: 2, narrow: 1, added: true })]);
  expect(await problemOf('typed')).toBeUndefined();
  await tick(metricOf('typed', "SELECT 2 AS wide, 'many' AS narrow"));
  expect(await rowsOf('typed')).toEqual([]);
  expect(await problemOf('typed')).toMatchObject({
    isPartial: false,
    reason: expect.stringContaining('narrow as text'),
    hint: expect.stringContaining('another name'),
  });
  // The first one that is stored again clears the way for the state of the next.
  for (let n = 0; n < 2; n++) await tick(metricOf('typed', 'SELECT 3 AS wide, 4 AS narrow'));
  expect(await problemOf('typed')).toBeUndefined();
});

it('says it of the metric that was asked, not of the one whose table it shares', async () => {
  await tick(metricOf('sharing', 'SELECT 1 AS value', { storedAs: 'shared' }));
  expect(await store.values('SELECT value::int FROM samples.shared')).toEqual([1]);
  await tick(metricOf('sharing', "SELECT 'many' AS value", { storedAs: 'shared' }));
  await tick(metricOf('shared', 'SELECT 2 AS value'));
  expect(await problemOf('sharing')).toMatchObject({
    isPartial: false,
    reason: expect.stringContaining('value as text'),
    hint: expect.stringContaining('another name'),
  });
  expect(await problemOf('shared')).toBeUndefined();
  expect(await rowsOf('shared')).toEqual([expect.objectContaining({ value: 2 })]);
  await tick(metricOf('sharing', 'SELECT 3 AS value', { storedAs: 'shared' }));
  await tick(metricOf('sharing', 'SELECT 4 AS value', { storedAs: 'shared' }));
  expect(await problemOf('sharing')).toBeUndefined();
});

it('says at every source what its preset asks for and is not there, until it is', async () => {
  await store.client.query("INSERT INTO pgwatch2.preset_metric VALUES ('heroku_postgres', 'no_such_metric', 60)");
  const asked = async () =>
    (await readSourceMetrics(store.client, sourceId)).find(({ metric }) => metric.name === 'no_such_metric')?.metric;
  const { outbox, counters } = harness;
  const missing = await asked();
  const runner = new MetricRunner(missing as Metric, { source: { id: sourceId }, outbox, counters }, log);
  await runner.run(live, tickMs);
  await recordMetricState(store.client, [...outbox.metricStates.values()]);
  expect(await problemOf('no_such_metric')).toMatchObject({
    reason: 'there is no metric of this name',
    hint: expect.stringContaining('import'),
  });

  await store.client.query(
    `INSERT INTO pgwatch2.metric (name, description, versions) VALUES ('no_such_metric', '', $1)`,
    [JSON.stringify([{ minMajor: 14, sql: 'SELECT 1 AS value' }])],
  );
  // What a reload does. It is fetched at once, not when the missing one would have been looked for again.
  runner.update((await asked()) as Metric);
  await runner.run(live, tickMs);
  await recordMetricState(store.client, [...outbox.metricStates.values()]);
  expect(await problemOf('no_such_metric')).toBeUndefined();
});
