import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Metric } from '@pgwatch-heroku/metrics';
import { connect, createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { pendingFetch } from '../../src/buffer/pending-fetch.js';
import { type OpenSource, openSource } from '../../src/fetch/open-source.js';
import { MetricRunner } from '../../src/schedule/metric-runner.js';
import { createStore, type TestStore } from '../support.js';
import { createSources, createWriter, type WriterHarness, type WriterHarnessOptions } from '../writer-harness.js';

let store: TestStore;
let monitored: TestDatabase;
let source: OpenSource;
let harness: WriterHarness;
let sourceId: number;

beforeEach(async () => {
  store = await createStore({ db_stats: 60 });
  monitored = await createTestDatabase();
  source = await openSource(monitored.url, 'SALES');
  [sourceId = 0] = await createSources(store, 1);
});
afterEach(async () => {
  await harness.close();
  await source.close();
  await monitored.drop();
  await store.close();
});

/** Names and SQL of values that got lost or broke something somewhere before. */
const values = {
  largest: '9223372036854775807',
  smallest: '(-9223372036854775808)::int8',
  beyond_double: '9007199254740993',
  nan: "'NaN'::float8",
  infinity: "'Infinity'::float8",
  minus_infinity: "'-Infinity'::float8",
  tiny: "'5e-324'::float8",
  digits: '0.1::float8 + 0.2::float8',
  none: 'NULL::text',
  word_null: "'NULL'",
  empty: "''",
  quotes: `E'{"a,b",\\\\\\\\x00}''"\\\\'`,
  like_nul: `E'\\\\0 \\\\x00 \\\\u0000 \\u2400 \\x01\\x1f\\x7f'`,
  lines: `E'one\\r\\ntwo\\tthree\\u2028'`,
  astral: `E'\\U0001F418 \\uFFFD \\uFFFF \\u202E e\\u0301'`,
  megabyte: "repeat('0123456789abcdef', 65536)",
};
const columnsSql = Object.entries(values)
  .map(([name, sql]) => `${sql} AS ${name}`)
  .join(', ');
const textTags = ['none', 'word_null', 'empty', 'quotes', 'like_nul', 'lines', 'astral', 'megabyte'] as const;
const tagsSql = textTags.map((name) => `${values[name]} AS tag_${name}`).join(', ');

const metricOf = (name: string, sql: string): Metric => ({
  name,
  description: '',
  appliesTo: 'any',
  versions: [{ minMajor: 15, sql }],
});
const plain = metricOf('hostile', `SELECT ${columnsSql}`);
const tagged = metricOf('hostile_rows', `SELECT i AS tag_i, ${tagsSql}, ${columnsSql} FROM generate_series(1, 2) i`);
const tickMs = Math.floor(Date.now() / 60_000 - 10) * 60_000;

async function fetchBoth(options: Partial<WriterHarnessOptions>) {
  harness = await createWriter({ url: store.database.url, ...options });
  const { outbox, counters } = harness;
  const log = createLogger({ name: 'test', level: 'silent' });
  for (const metric of [plain, tagged]) {
    await new MetricRunner(metric, { source: { id: sourceId }, outbox, counters }, log).run(source, tickMs);
  }
  expect([counters.fetches, counters.failed]).toEqual([2, 0]);
}

/** Every value as its text, as the server sends it. */
async function textsOf(url: string, sql: string) {
  const client = await connect({ url, label: 'test', applicationName: 'test', rawText: true });
  const { rows } = await client.query(sql);
  await client.end();
  return rows as Record<string, string | null>[];
}

async function expectStoredExactly() {
  const [original] = await textsOf(monitored.url, `SELECT ${columnsSql}`);
  const names = Object.keys(values);
  expect(await textsOf(store.database.url, `SELECT ${names.join(', ')} FROM samples.hostile`)).toEqual([original]);
  const elements = names.map((name) => `${name}[i] AS ${name}`).join(', ');
  const rows = await textsOf(
    store.database.url,
    `SELECT ${elements} FROM samples.hostile_rows, generate_series(1, 2) i`,
  );
  expect(rows).toEqual([original, original]);
  // In jsonb null and absent are the same for a tag.
  const stored = textTags.map((name) => `s.tags->>'${name}' AS ${name}`).join(', ');
  const tags = await textsOf(
    store.database.url,
    `SELECT ${stored} FROM samples.hostile_rows h JOIN pgwatch2.series s ON s.id = ANY (h.series) ORDER BY s.tags->>'i'`,
  );
  const originalTags = Object.fromEntries(textTags.map((name) => [name, original?.[name]]));
  expect(tags).toEqual([originalTags, originalTags]);
}

it('stores them as the server gave them, digit by digit', async () => {
  await fetchBoth({});
  expect(await harness.writer.flush()).toBe(true);
  await expectStoredExactly();
});

it('stores them as the server gave them after they waited on disk', async () => {
  await fetchBoth({ bufferBytes: 8_000_000 });
  const { buffer } = harness.outbox;
  await buffer.spillExcess('away');
  expect(buffer.spilled).toBe(2);
  expect(await harness.writer.flush()).toBe(true);
  await expectStoredExactly();
});

it('leaves out what PostgreSQL cannot hold and what makes no sense, with a reason, and stores what came with it', async () => {
  await fetchBoth({});
  const { outbox, writer, counters } = harness;
  const shape = { metric: 'broken', tags: [], columns: [{ name: 'text', type: 'text' as const }] };
  const broken = { sourceId, shape, fetchedAtMs: tickMs, tags: null };
  outbox.sample(pendingFetch({ ...broken, tickMs, values: ['a\0b'] }));
  outbox.sample(pendingFetch({ ...broken, tickMs: tickMs + 1_000, values: ['whole'] }));
  const withTags = { ...shape, metric: 'broken_tags', tags: ['name'] };
  outbox.sample(pendingFetch({ ...broken, shape: withTags, tickMs, tags: '[["a\\u0000b"]]', values: ['{x}'] }));
  outbox.sample(pendingFetch({ ...broken, shape: withTags, tickMs: tickMs + 1, tags: '[["cut off', values: ['{x}'] }));
  expect(await writer.flush()).toBe(true);
  await expectStoredExactly();
  expect(await store.values('SELECT text FROM samples.broken')).toEqual(['whole']);
  expect([counters.refused, outbox.buffer.length]).toEqual([3, 0]);
  expect(outbox.metricStates.get(`${sourceId} broken_tags`)).toMatchObject({ ok: false, reason: expect.any(String) });
});
