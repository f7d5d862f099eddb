import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { MetricShape } from '@pgwatch-heroku/store';
import {
  createTestDatabase,
  type FaultyProxy,
  type RunningApp,
  startFaultyProxy,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import { pendingFetch } from '../../src/buffer/pending-fetch.js';
import { createStore, end, open, startCollector, type TestStore, ticksOf } from '../support.js';
import { createSources, createWriter, type WriterHarness } from '../writer-harness.js';

let store: TestStore;
let proxy: FaultyProxy;
let harness: WriterHarness | undefined;
let app: RunningApp | undefined;
let monitored: TestDatabase | undefined;

beforeEach(async () => {
  store = await createStore({ instance_up: 1, db_stats: 1, stat_statements: 1 });
  proxy = await startFaultyProxy(store.database.url);
});
afterEach(async () => {
  await end(app);
  await harness?.close();
  await proxy.close();
  await monitored?.drop();
  await store.close();
  app = harness = monitored = undefined;
});

const kilobyte = 1024;
const minuteMs = 60_000;
const minutes = 30;
/** In the past: the clock of the test runs faster than that of the store. */
const firstTickMs = Math.floor(Date.now() / minuteMs - 60) * minuteMs;

const plain: MetricShape = { metric: 'plain', tags: [], columns: [{ name: 'n', type: 'int8' }] };
const tagged: MetricShape = {
  metric: 'tagged',
  tags: ['id'],
  columns: ['a', 'b', 'c', 'd'].map((name) => ({ name, type: 'float8' })),
};
const seriesCount = 100;
const tags = JSON.stringify(Array.from({ length: seriesCount }, (_, i) => [String(i)]));
/** Digits that do not compress to nothing. */
const numbers = () => `{${Array.from({ length: seriesCount }, () => Math.random() * 1e6).join(',')}}`;

function give({ outbox }: WriterHarness, sourceId: number, tickMs: number) {
  const common = { sourceId, tickMs, fetchedAtMs: tickMs + 5 };
  outbox.sample(pendingFetch({ ...common, shape: plain, tags: null, values: [String(tickMs)] }));
  outbox.sample(pendingFetch({ ...common, shape: { ...tagged }, tags, values: tagged.columns.map(numbers) }));
}

/** The ticks of a source that are stored, in the order of the transactions that wrote them. */
const inOrderOfWriting = async (metric: string, sourceId: number) =>
  (
    await store.values(
      `SELECT (extract(epoch FROM time) * 1000)::float8 FROM samples.${metric} WHERE source_id = $1
       ORDER BY xmin::text::int8, time`,
      [sourceId],
    )
  ).map(Number);

it('loses nothing of 30 minutes, keeps its bound of memory and the order, and writes what is live first', async () => {
  const bufferBytes = 300 * kilobyte;
  harness = await createWriter({ url: proxy.url, bufferBytes });
  const { outbox, writer, counters, dir } = harness;
  const sources = await createSources(store, 6);
  await proxy.refuse();
  for (let minute = 0; minute < minutes; minute++) {
    for (const sourceId of sources) give(harness, sourceId, firstTickMs + minute * minuteMs);
    expect(await writer.flush()).toBe(false);
    expect(outbox.buffer.sizeBytes).toBeLessThanOrEqual(bufferBytes / 4);
  }
  expect([outbox.buffer.dropped, outbox.buffer.length]).toEqual([0, minutes * sources.length * 2]);
  expect(outbox.buffer.spilled).toBeGreaterThan(outbox.buffer.length / 2);
  expect(harness.events('store-away')).toHaveLength(1);

  await proxy.heal();
  for (const sourceId of sources) give(harness, sourceId, firstTickMs + minutes * minuteMs);
  expect(await writer.flush()).toBe(true);

  const expected = Array.from({ length: minutes }, (_, minute) => firstTickMs + minute * minuteMs);
  for (const sourceId of sources) {
    for (const metric of ['plain', 'tagged']) {
      const [live, ...backlog] = await inOrderOfWriting(metric, sourceId);
      expect(live).toBe(firstTickMs + minutes * minuteMs);
      expect(backlog).toEqual(expected);
    }
  }
  expect([counters.written, counters.duplicates]).toEqual([(minutes + 1) * sources.length * 2, 0]);
  const [length] = await store.values('SELECT min(array_length(series, 1)) FROM samples.tagged');
  expect(length).toBe(seriesCount);
  expect(await store.values('SELECT count(DISTINCT id)::int FROM pgwatch2.series')).toEqual([
    seriesCount * sources.length,
  ]);
  expect([outbox.buffer.length, outbox.buffer.dropped, outbox.buffer.sizeBytes]).toEqual([0, 0, 0]);
  const left = await readdir(dir, { recursive: true });
  expect(left.filter((name) => name.endsWith('.gz'))).toEqual([]);
});

it('writes what comes while it catches up before it goes on with the backlog', async () => {
  const liveTickMs = firstTickMs + 2 * 3_600_000;
  let beforeBatch = () => undefined as unknown;
  harness = await createWriter({
    url: proxy.url,
    bufferBytes: 500 * kilobyte,
    wrapStore: (connection) => ({
      run: (work) => {
        beforeBatch();
        return connection.run(work);
      },
    }),
  });
  const { outbox, writer } = harness;
  const [sourceId = 0] = await createSources(store, 1);
  await proxy.refuse();
  for (let minute = 0; minute < 90; minute++) {
    give(harness, sourceId, firstTickMs + minute * minuteMs);
    if (minute % 20 === 19) await writer.flush();
  }
  await writer.flush();
  expect([outbox.buffer.length, outbox.buffer.dropped]).toEqual([180, 0]);
  await proxy.heal();
  let batches = 0;
  beforeBatch = () => {
    if (++batches === 2) give(harness as WriterHarness, sourceId, liveTickMs);
  };
  expect(await writer.flush()).toBe(true);
  expect(batches).toBeGreaterThan(3);
  const ticks = await inOrderOfWriting('plain', sourceId);
  const position = ticks.indexOf(liveTickMs);
  expect(position).toBeGreaterThan(0);
  expect(position).toBeLessThan(90);
  const backlog = Array.from({ length: 90 }, (_, minute) => firstTickMs + minute * minuteMs);
  expect(ticks.filter((_, index) => index !== position)).toEqual(backlog);
});

it('drops the oldest, counts them and says so when memory and disk are full, and stores all the others', async () => {
  harness = await createWriter({ url: proxy.url, bufferBytes: 200 * kilobyte, spillBytes: 300 * kilobyte });
  const { outbox, writer } = harness;
  const [sourceId = 0] = await createSources(store, 1);
  await proxy.refuse();
  const given = 300;
  for (let index = 0; index < given; index++) {
    give(harness, sourceId, firstTickMs + index * 1_000);
    if (index % 4 === 0) await writer.flush();
    expect(outbox.buffer.sizeBytes).toBeLessThanOrEqual(200 * kilobyte);
    expect(outbox.buffer.spilledBytes).toBeLessThanOrEqual(300 * kilobyte);
  }
  expect(outbox.buffer.dropped).toBeGreaterThan(0);
  expect(outbox.buffer.dropped).toBeLessThan(given * 2);
  expect(harness.events('samples-dropped')).toHaveLength(1);
  await proxy.heal();
  expect(await writer.flush()).toBe(true);
  for (const metric of ['plain', 'tagged']) {
    const ticks = (await inOrderOfWriting(metric, sourceId)).sort((a, b) => a - b);
    // Each tick brought two fetches; the boundary may lie between them.
    const oldest = firstTickMs + (given - ticks.length) * 1_000;
    expect(ticks).toEqual(Array.from({ length: ticks.length }, (_, index) => oldest + index * 1_000));
  }
  const [stored] = await store.values(
    'SELECT (SELECT count(*) FROM samples.plain) + (SELECT count(*) FROM samples.tagged)',
  );
  expect(Number(stored) + outbox.buffer.dropped).toBe(given * 2);
});

it('does not wait for the next attempt to write before it puts what comes in a rush on disk', async () => {
  harness = await createWriter({ url: proxy.url, bufferBytes: 100 * kilobyte });
  const { outbox, writer } = harness;
  const [sourceId = 0] = await createSources(store, 1);
  await proxy.refuse();
  const stop = new AbortController();
  const running = writer.run(stop.signal);
  try {
    // Many times what memory holds, and many times faster than attempts follow each other. Only a disk that never takes it
    // gets to the end of this time.
    const endsAt = performance.now() + 120_000;
    for (let index = 0; index < 200; index++) {
      give(harness, sourceId, firstTickMs + index * 1_000);
      while (outbox.buffer.isPressed('away') && performance.now() < endsAt) await new Promise(setImmediate);
    }
  } finally {
    stop.abort();
  }
  expect([outbox.buffer.length, outbox.buffer.dropped]).toEqual([400, 0]);
  await running;
  await proxy.heal();
  expect(await writer.drain(30_000)).toBe(0);
  expect(await inOrderOfWriting('plain', sourceId)).toHaveLength(200);
}, 180_000);

it.each(['live', 'of the backlog'])(
  'puts what comes in a rush on disk while the store takes its time with what is %s',
  async (kind) => {
    let letStore: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      letStore = resolve;
    });
    harness = await createWriter({
      url: proxy.url,
      bufferBytes: 100 * kilobyte,
      wrapStore: (connection) => ({
        run: async (work, deadlineMs) => {
          await slow;
          return connection.run(work, deadlineMs);
        },
      }),
    });
    const { outbox, writer } = harness;
    const [sourceId = 0] = await createSources(store, 1);
    for (let index = 0; index < 8; index++) give(harness, sourceId, firstTickMs + index * 1_000);
    if (kind !== 'live') await outbox.buffer.spillExcess('away');
    const flushing = writer.flush();
    const endsAt = performance.now() + 120_000;
    for (let index = 8; index < 200; index++) {
      give(harness, sourceId, firstTickMs + index * 1_000);
      while (outbox.buffer.isPressed('writing') && performance.now() < endsAt) await new Promise(setImmediate);
    }
    expect([outbox.buffer.length, outbox.buffer.dropped, outbox.buffer.oldestTickMs]).toEqual([400, 0, firstTickMs]);
    letStore();
    expect(await flushing).toBe(true);
    expect(await writer.drain(30_000)).toBe(0);
    expect((await inOrderOfWriting('plain', sourceId)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, index) => firstTickMs + index * 1_000),
    );
  },
  180_000,
);

it('loses nothing when there is no disk to spill to, as long as memory holds it', async () => {
  harness = await createWriter({ url: proxy.url, spillBytes: 0 });
  const { outbox, writer, dir } = harness;
  const [sourceId = 0] = await createSources(store, 1);
  await proxy.refuse();
  for (let minute = 0; minute < minutes; minute++) {
    give(harness, sourceId, firstTickMs + minute * minuteMs);
    await writer.flush();
  }
  expect([outbox.buffer.spilled, await readdir(dir)]).toEqual([0, []]);
  await proxy.heal();
  give(harness, sourceId, firstTickMs + minutes * minuteMs);
  expect(await writer.flush()).toBe(true);
  const [live, ...backlog] = await inOrderOfWriting('tagged', sourceId);
  expect(live).toBe(firstTickMs + minutes * minuteMs);
  expect(backlog).toEqual(Array.from({ length: minutes }, (_, minute) => firstTickMs + minute * minuteMs));
});

it('loses nothing as a whole collector, series that nobody knew included', async () => {
  monitored = await createTestDatabase();
  const client = await open(monitored.superuserUrl);
  await client.query('CREATE EXTENSION pg_stat_statements');
  for (let i = 0; i < 8; i++) await client.query("SELECT pg_sleep(0.002), 'known before'");
  app = startCollector(proxy.url, { SALES: monitored.url });
  const ticks = () => ticksOf(store, 'db_stats');
  await until('2 ticks', async () => (await ticks()).length >= 2);
  await until('2 ticks of statements', async () => (await ticksOf(store, 'stat_statements')).length >= 2);
  await proxy.refuse();
  const goneAt = Date.now();
  await until('the notice', () => app?.events('store-away').length);
  // Statements that first appear now have no series yet.
  for (let i = 0; i < 8; i++) await client.query('SELECT pg_sleep(0.002) AS met_while_away, 1');
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await client.end();
  const backAt = Date.now();
  await proxy.heal();
  await until('the notice of its return', () => app?.events('store-back').length);
  await until('later ticks', async () => ((await ticks()).at(-1) ?? 0) > backAt);
  const expected = Math.floor((backAt - goneAt) / 1_000);
  for (const metric of ['db_stats', 'stat_statements']) {
    const enough = async () => {
      const all = await ticksOf(store, metric);
      // One tick may be late on a busy machine; a lost flush would be many.
      return all.filter((tick) => tick > goneAt - 1_000 && tick < backAt).length >= expected - 1;
    };
    await until(`the ticks of ${metric}`, enough);
  }
  // The new statement is there with its text, in fetches that were made before anybody could give its series an id.
  const [id] = await until('the text', async () => {
    const ids = await store.values("SELECT id FROM pgwatch2.series WHERE tags->>'query' LIKE '%met_while_away%'");
    return ids.length > 0 && ids;
  });
  const [count] = await store.values(
    'SELECT count(*)::int FROM samples.stat_statements WHERE $1 = ANY (series) AND time < $2',
    [id, new Date(backAt)],
  );
  expect(Number(count)).toBeGreaterThanOrEqual(2);
});
