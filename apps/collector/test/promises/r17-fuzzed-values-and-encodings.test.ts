import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Metric } from '@pgwatch-heroku/metrics';
import { type Client, connect, createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase } from '@pgwatch-heroku/testkit';
import { anyText } from '@pgwatch-heroku/testkit/any-text';
import fc from 'fast-check';
import { openSource } from '../../src/fetch/open-source.js';
import { MetricRunner } from '../../src/schedule/metric-runner.js';
import { createStore, open, type TestStore } from '../support.js';
import { createSources, createWriter, type WriterHarness } from '../writer-harness.js';

let store: TestStore;
let stored: Client;
let harness: WriterHarness;
let sourceId: number;
let tickMs = Math.floor(Date.now() / 60_000 - 600) * 60_000;
const log = createLogger({ name: 'test', level: 'silent' });

beforeAll(async () => {
  store = await createStore({ db_stats: 60 });
  // Text as it goes over the wire: no digit is lost on the way to the comparison.
  stored = await connect({ url: store.database.url, label: 'test', applicationName: 'test', rawText: true });
  [sourceId = 0] = await createSources(store, 1);
  harness = await createWriter({ url: store.database.url });
});
afterAll(async () => {
  await harness.close();
  await stored.end();
  await store.close();
});

const metricOf = (name: string, sql: string): Metric => ({
  name,
  description: '',
  appliesTo: 'any',
  versions: [{ minMajor: 15, sql }],
});
const runnerOf = (metric: Metric) => {
  const { outbox, counters } = harness;
  return new MetricRunner(metric, { source: { id: sourceId }, outbox, counters }, log);
};

/** Any character that PostgreSQL can hold, and what our own notations are made of. */
const text = fc.oneof(
  anyText({ maxLength: 60 }).map((any) => any.replaceAll('\0', '\u0001')),
  fc.string({
    unit: fc.constantFrom('"', '\\', '{', '}', ',', "'", ' ', '\n', '\r', '\u2028', 'N', 'u', '0'),
    maxLength: 30,
  }),
  fc.constantFrom('', 'NULL', 'null', '{}', '[]', '\\x00', '\\u0000', '$1', '-- ', 'NaN'),
);
const row = fc.record({
  tag: text,
  value: fc.option(text),
  float: fc.option(fc.double()),
  big: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
});
const rows = fc.uniqueArray(row, { selector: ({ tag }) => tag, minLength: 1, maxLength: 25 });

it('stores whatever texts and numbers come exactly as the server gave them', async () => {
  const monitored = await createTestDatabase();
  const owner = await connect({ url: monitored.url, label: 'test', applicationName: 'test', rawText: true });
  await owner.query('CREATE TABLE fuzz (tag text, value text, float float8, big int8)');
  const live = await openSource(monitored.url, 'SALES');
  const runner = runnerOf(metricOf('fuzz', 'SELECT tag AS tag_tag, value, float, big FROM public.fuzz'));
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      tickMs += 60_000;
      await owner.query('TRUNCATE fuzz');
      await owner.query('INSERT INTO fuzz SELECT * FROM unnest($1::text[], $2::text[], $3::float8[], $4::int8[])', [
        given.map(({ tag }) => tag),
        given.map(({ value }) => value),
        given.map(({ float }) => float),
        given.map(({ big }) => big),
      ]);
      await runner.run(live, tickMs);
      expect(await harness.writer.flush()).toBe(true);
      const { rows: original } = await owner.query('SELECT tag, value, float, big FROM fuzz ORDER BY tag COLLATE "C"');
      const { rows: kept } = await stored.query(
        `SELECT s.tags->>'tag' AS tag, e.value, e.float, e.big
         FROM samples.fuzz f CROSS JOIN LATERAL unnest(series, value, float, big) e(series, value, float, big)
         JOIN pgwatch2.series s ON s.id = e.series WHERE f.time = $1 ORDER BY s.tags->>'tag' COLLATE "C"`,
        [new Date(tickMs)],
      );
      expect(kept).toEqual(original);
    }),
    { numRuns: 40 },
  );
  expect(harness.counters).toMatchObject({ failed: 0, refused: 0 });
  await live.close();
  await owner.end();
  await monitored.drop();
});

it.each([
  ['LATIN1', 'Grüße, ÿ', 'Grüße, ÿ'],
  ['WIN1252', '20 € – “ok”', '20 € – “ok”'],
  ['EUC_JP', '日本語', '日本語'],
])('stores the texts of a database in %s as what they say', async (encoding, given, expected) => {
  const monitored = await createTestDatabase({ encoding });
  const owner = await open(monitored.url);
  await owner.query('CREATE TABLE words AS SELECT $1::text AS word', [given]);
  const live = await openSource(monitored.url, encoding);
  tickMs += 60_000;
  const name = `words_${encoding.toLowerCase()}`;
  await runnerOf(metricOf(name, 'SELECT word AS tag_word, word FROM public.words')).run(live, tickMs);
  expect(await harness.writer.flush()).toBe(true);
  expect(await store.values(`SELECT word[1] FROM samples.${name}`)).toEqual([expected]);
  expect(await store.values('SELECT tags FROM pgwatch2.series WHERE metric = $1', [name])).toEqual([
    { word: expected },
  ]);
  await live.close();
  await owner.end();
  await monitored.drop();
});

it('turns off a metric whose texts are in no encoding at all, with the reason, and goes on with the others', async () => {
  const monitored = await createTestDatabase({ encoding: 'SQL_ASCII' });
  const owner = await open(monitored.url);
  await owner.query(`CREATE TABLE words AS SELECT E'caf\\xe9 \\xff'::text AS word`);
  const live = await openSource(monitored.url, 'ASCII');
  const { outbox } = harness;
  tickMs += 60_000;
  await runnerOf(metricOf('bytes', 'SELECT word FROM public.words')).run(live, tickMs);
  await runnerOf(metricOf('sound', 'SELECT 1 AS value')).run(live, tickMs);
  expect(outbox.metricStates.get(`${sourceId} bytes`)).toMatchObject({
    ok: false,
    reason: expect.stringContaining('invalid byte sequence for encoding "UTF8"'),
  });
  expect(outbox.metricStates.get(`${sourceId} sound`)).toMatchObject({ ok: true });
  expect(live.isOpen).toBe(true);
  await live.close();
  await owner.end();
  await monitored.drop();
});
