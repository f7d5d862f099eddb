import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { metrics } from '@pgwatch-heroku/metrics';
import { type Client, connect, createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { openSource } from '../src/fetch/open-source.js';
import { MetricRunner } from '../src/schedule/metric-runner.js';
import { createStore, open, type TestStore } from './support.js';
import { createSources, createWriter, type WriterHarness } from './writer-harness.js';

const waitersSql = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
  WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()`;

let store: TestStore;
let monitored: TestDatabase;
let stored: Client;
let harness: WriterHarness;
beforeAll(async () => {
  store = await createStore({ wait_events: 60 });
  monitored = await createTestDatabase();
  stored = await connect({ url: store.database.url, label: 'test', applicationName: 'test' });
  harness = await createWriter({ url: store.database.url });
});
afterAll(async () => {
  await harness.close();
  await stored.end();
  await monitored.drop();
  await store.close();
});

it('stores that nobody waited, before, between and after moments with waits', async () => {
  const [sourceId = 0] = await createSources(store, 1);
  const metric = metrics.find(({ name }) => name === 'wait_events');
  const { outbox, counters } = harness;
  const log = createLogger({ name: 'test', level: 'silent' });
  const runner = metric && new MetricRunner(metric, { source: { id: sourceId }, outbox, counters }, log);
  const live = await openSource(monitored.url, 'SALES');
  const [holder, waiting] = [await open(monitored.url), await open(monitored.url)];
  const startMs = Math.floor(Date.now() / 60_000 - 60) * 60_000;
  const fetch = async (minute: number) => {
    await runner?.run(live, startMs + minute * 60_000);
    expect(await harness.writer.flush()).toBe(true);
  };
  await fetch(0);
  await holder.query('SELECT pg_advisory_lock(7)');
  const wait = waiting.query('SELECT pg_advisory_lock(7)');
  await until('somebody waiting', async () => (await holder.query(waitersSql)).rowCount === 1);
  await fetch(1);
  await holder.query('SELECT pg_advisory_unlock(7)');
  await wait;
  await fetch(2);
  const { rows } = await stored.query(
    `SELECT cardinality(series) AS series, cardinality(count) AS counts FROM samples.wait_events
     WHERE source_id = $1 ORDER BY time`,
    [sourceId],
  );
  expect(rows).toEqual([0, 1, 0].map((n) => ({ series: n, counts: n })));
  const { rows: seen } = await stored.query('SELECT tag_data, data FROM public.wait_events');
  expect(seen).toHaveLength(1);
  await Promise.all([live.close(), holder.end(), waiting.end()]);
});
