import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Metric } from '@pgwatch-heroku/metrics';
import { createLogger } from '@pgwatch-heroku/shared';
import { listSources } from '@pgwatch-heroku/store';
import { createTestDatabase, type RunningApp, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { openSource } from '../../src/fetch/open-source.js';
import { MetricRunner } from '../../src/schedule/metric-runner.js';
import { DynoMeter } from '../../src/self/dyno-meter.js';
import { SelfMonitor } from '../../src/self/self-monitor.js';
import { createStore, end, startCollector, type TestStore } from '../support.js';
import { createSources, createWriter } from '../writer-harness.js';

let store: TestStore;
let monitored: TestDatabase;
beforeAll(async () => {
  store = await createStore({ instance_up: 1, db_stats: 1 });
  monitored = await createTestDatabase();
});
afterAll(async () => {
  await monitored.drop();
  await store.close();
});

const definition = (name: string, sql: string): Metric => ({
  name,
  description: '',
  appliesTo: 'any',
  versions: [{ minMajor: 15, sql }],
});

it('writes how each metric of a source fares, and how the dyno itself does, as samples', async () => {
  const { outbox, writer, counters, close } = await createWriter({ url: store.database.url });
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({ name: 'test', destination: { write: (line) => lines.push(JSON.parse(line)) } });
  const [id = 0] = await createSources(store, 1);
  const live = await openSource(monitored.url, 'S00');
  const context = { source: { id }, outbox, counters };
  const good = new MetricRunner(
    definition('good', 'SELECT 1::int8 AS one, pg_sleep(0.01)::text AS slept'),
    context,
    log,
  );
  const bad = new MetricRunner(definition('bad', 'SELECT 1 / 0 AS one'), context, log);
  const idle = new MetricRunner(definition('idle', 'SELECT 1 AS one'), context, log);
  const monitor = new SelfMonitor({
    dyno: 'collector.2',
    meter: new DynoMeter({ counters, buffer: outbox.buffer, sources: { total: 1, up: 1 } }),
    counters,
    outbox,
    sources: () => [
      { id, name: 'S00', tallies: [good, bad, idle].map((runner) => [runner.metric.name, runner.tally]) },
    ],
    log,
  });
  const now = Date.now() - 3_600_000;
  await good.run(live, now);
  await bad.run(live, now);
  for (let second = 0; second <= 599; second += 5) monitor.watch(now + second * 1_000);
  await good.run(live, now + 1_000);
  for (let second = 600; second <= 1_200; second += 5) monitor.watch(now + second * 1_000);
  await writer.flush();

  const { rows: fetches } = await store.client.query(
    `SELECT s.tags->>'metric' AS metric, e.fetches, e.failures, e.skipped, e.rows, e.duration_ms > 0 AS lasted,
       e.since_success_s < 60 AS recent
     FROM samples.collector_fetches f
     CROSS JOIN LATERAL unnest(series, fetches, failures, skipped, rows, duration_ms, since_success_s)
       e(series, fetches, failures, skipped, rows, duration_ms, since_success_s)
     JOIN pgwatch2.series s ON s.id = e.series
     WHERE f.source_id = $1 AND f.time = (SELECT max(time) FROM samples.collector_fetches)
     ORDER BY 1`,
    [id],
  );
  expect(fetches).toEqual([
    { metric: 'bad', fetches: '0', failures: '1', skipped: '0', rows: '0', lasted: false, recent: null },
    { metric: 'good', fetches: '2', failures: '0', skipped: '0', rows: '2', lasted: true, recent: true },
  ]);
  // For the tick that is running at the first call, then once per ten minutes; and once per minute that ends.
  expect(await store.values('SELECT count(*)::int FROM samples.collector_fetches')).toEqual([2 + 1]);
  const { rows: dyno } = await store.client.query('SELECT * FROM samples.collector_dyno ORDER BY time');
  expect(dyno).toHaveLength(20);
  expect(dyno.at(-1)).toMatchObject({
    source_id: -2,
    dyno: 'collector.2',
    sources: '1',
    sources_up: '1',
    fetches: '2',
    failures: '1',
  });
  for (const column of ['rss_bytes', 'cpu_seconds', 'uptime_seconds'])
    expect(Number(dyno[0][column])).toBeGreaterThan(0);
  expect((await listSources(store.client)).map(({ name }) => name)).toEqual(['S00']);

  const summaries = lines.filter(({ event }) => event === 'summary');
  expect(summaries).toHaveLength(dyno.length);
  expect(summaries[0]).toMatchObject({ fetches: 1, failed: 1 });
  for (const field of ['eventLoopDelayP99Ms', 'latenessP99Ms', 'cpuPercent', 'rssMegabytes']) {
    expect(typeof summaries[0]?.[field]).toBe('number');
  }
  await live.close();
  await close();
});

it('tells the delay of its event loop, which is none while it only waits', async () => {
  const { outbox, counters, close } = await createWriter({ url: store.database.url });
  const meter = new DynoMeter({ counters, buffer: outbox.buffer, sources: { total: 0, up: 0 } });
  meter.endMinute();
  // It begins with the first reading after that.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const endsAt = performance.now() + 1_500;
  while (performance.now() < endsAt);
  await new Promise((resolve) => setTimeout(resolve, 300));
  meter.endMinute();
  expect(meter.figures.eventLoopDelayMaxMs).toBeGreaterThan(1_000);
  await until('a quiet while', async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    meter.endMinute();
    return meter.figures.eventLoopDelayP99Ms < 1_000;
  });
  await close();
});

it('does so in the collector as it runs, whatever the preset', async () => {
  let app: RunningApp | undefined;
  try {
    app = startCollector(store.database.url, { SALES: monitored.url }, { DYNO: 'collector.1' });
    const metrics = () =>
      store
        .values(`SELECT DISTINCT tag_data->>'metric' FROM public.collector_fetches WHERE dbname = 'SALES' ORDER BY 1`)
        .catch(() => []);
    await until('self-metrics', async () => (await metrics()).length > 0);
    expect(['db_stats', 'instance_up']).toEqual(expect.arrayContaining(await metrics()));
    await until('its figures', async () => {
      const [info] = (await store.values(`SELECT info FROM pgwatch2.collector WHERE dyno = 'collector.1'`)) as Record<
        string,
        number
      >[];
      return info !== undefined && Number(info['rssBytes']) > 0;
    });
  } finally {
    await end(app);
  }
});
