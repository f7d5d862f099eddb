import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import type { MetricShape } from '@pgwatch-heroku/store';
import { type FaultyProxy, startFaultyProxy, until } from '@pgwatch-heroku/testkit';
import { pendingFetch } from '../../src/buffer/pending-fetch.js';
import { createStore, type TestStore } from '../support.js';
import { createSources, createWriter, type WriterHarness } from '../writer-harness.js';

let store: TestStore;
let proxy: FaultyProxy;
let harness: WriterHarness;
/** Called with the text of each statement of the writer just before it is sent. */
let beforeQuery: (text: string) => Promise<void>;
let sources: number[];

beforeEach(async () => {
  store = await createStore({ db_stats: 60 });
  sources = await createSources(store, 2);
  proxy = await startFaultyProxy(store.database.url);
  beforeQuery = async () => undefined;
  harness = await createWriter({
    url: proxy.url,
    wrapStore: (connection) => ({ run: (work) => connection.run((client) => work(watched(client))) }),
  });
});
afterEach(async () => {
  await harness.close();
  await proxy.close();
  await store.close();
});

function watched(client: Client): Client {
  const query = async (query: string | { text: string }, ...rest: unknown[]) => {
    await beforeQuery(typeof query === 'string' ? query : query.text);
    return (client.query as (...all: unknown[]) => Promise<unknown>).call(client, query, ...rest);
  };
  return new Proxy(client, { get: (target, name) => (name === 'query' ? query : Reflect.get(target, name)) });
}

const shape: MetricShape = { metric: 'per_table', tags: ['name'], columns: [{ name: 'n', type: 'int8' }] };
const firstTickMs = Math.floor(Date.now() / 60_000 - 60) * 60_000;
function give(ticks: number, from = 0, of = sources) {
  for (const sourceId of of)
    for (let tick = from; tick < from + ticks; tick++) {
      const tickMs = firstTickMs + tick * 1_000;
      harness.outbox.sample(
        pendingFetch({ sourceId, shape, tickMs, fetchedAtMs: tickMs, tags: '[["a"]]', values: [`{${tick}}`] }),
      );
    }
}
const rows = async () => Number((await store.values('SELECT count(*) FROM samples.per_table'))[0]);
const everything = () =>
  store.values(
    `SELECT source_id || ' ' || ((extract(epoch FROM time) * 1000 - ${firstTickMs}) / 1000)::int || ' ' || n[1]
     FROM samples.per_table ORDER BY source_id, time`,
  );
const expected = (ticks: number, of = sources) =>
  of.flatMap((sourceId) => Array.from({ length: ticks }, (_, tick) => `${sourceId} ${tick} ${tick}`));

it.each([
  ['the COMMIT of a batch', /^COMMIT/, 5, () => sources],
  ['the one statement of a single fetch', /^INSERT INTO samples/, 1, () => sources.slice(0, 1)],
])('stores each fetch once when the answer to %s is lost', async (_case, pattern, ticks, of) => {
  give(1, 0, of());
  expect(await harness.writer.flush()).toBe(true);
  give(ticks, 1, of());
  beforeQuery = async (text) => {
    if (pattern.test(text)) proxy.mute();
  };
  const flushed = harness.writer.flush();
  // Committed at the server, and the collector does not know.
  await until('the commit', async () => (await rows()) === (ticks + 1) * of().length);
  expect(harness.outbox.buffer.length).toBe(ticks * of().length);
  await proxy.refuse();
  expect(await flushed).toBe(false);

  beforeQuery = async () => undefined;
  await proxy.heal();
  expect(await harness.writer.flush()).toBe(true);
  expect(await everything()).toEqual(expected(ticks + 1, of()));
  expect(harness.counters).toMatchObject({ written: of().length, duplicates: ticks * of().length });
});

it('stores each fetch once when the connection is cut just before the COMMIT', async () => {
  give(1);
  expect(await harness.writer.flush()).toBe(true);
  give(5, 1);
  beforeQuery = async (text) => {
    if (text.startsWith('COMMIT')) await proxy.refuse();
  };
  expect(await harness.writer.flush()).toBe(false);
  expect(await rows()).toBe(2);
  beforeQuery = async () => undefined;
  await proxy.heal();
  expect(await harness.writer.flush()).toBe(true);
  expect(await everything()).toEqual(expected(6));
  expect(harness.counters).toMatchObject({ written: 12, duplicates: 0 });
});
