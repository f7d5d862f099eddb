import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Metric, maxWatched, metrics } from '@pgwatch-heroku/metrics';
import { createLogger } from '@pgwatch-heroku/shared';
import type { SeriesDetails } from '@pgwatch-heroku/store';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { SampleBuffer } from '../src/buffer/sample-buffer.js';
import { Counters } from '../src/counters.js';
import { type OpenSource, openSource } from '../src/fetch/open-source.js';
import { DetailsQueue } from '../src/schedule/details-queue.js';
import { MetricRunner } from '../src/schedule/metric-runner.js';
import { Outbox } from '../src/write/outbox.js';

const metric: Metric = {
  name: 'sample',
  description: '',
  appliesTo: 'any',
  versions: [{ minMajor: 15, sql: "SELECT 'a' AS tag_id, 1 AS value" }],
  details: { tag: 'id', sql: "SELECT i AS id, 'text of ' || i AS query FROM unnest($1::text[]) i" },
};
const log = createLogger({ name: 'test', destination: { write: () => undefined } });

let database: TestDatabase;
const sources: OpenSource[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  for (const source of sources) await source.close();
  await database.drop();
});

const connected = async () => {
  const live = await openSource(database.url, 'SALES');
  sources.push(live);
  return live;
};
const runnerOf = (definition: Metric) => {
  const outbox = new Outbox(new SampleBuffer(1_000_000));
  return new MetricRunner(definition, { source: { id: 1 }, outbox, counters: new Counters() }, log);
};

it('keeps the plan of a definition that a reload read anew, and makes one for a definition that changed', async () => {
  const live = await connected();
  const runner = runnerOf(metric);
  await runner.run(live, 1_000);
  const plan = live.plans.get('sample');
  expect(plan).toBeDefined();
  runner.update(JSON.parse(JSON.stringify(metric)));
  await runner.run(live, 2_000);
  expect(live.plans.get('sample')).toBe(plan);
  runner.update({ ...metric, versions: [{ minMajor: 15, sql: "SELECT 'a' AS tag_id, 2 AS other" }] });
  await runner.run(live, 3_000);
  expect(live.plans.get('sample')?.shape.columns).toEqual([{ name: 'other', type: 'int8' }]);
  await live.close();
});

it('reads the texts of series on the next connection when the first was lost, and gives up after the second', async () => {
  const queue = new DetailsQueue();
  const runner = runnerOf(metric);
  const metrics = new Map([['sample', runner]]);
  const found: SeriesDetails[] = [];
  const read = (live: OpenSource) =>
    queue.read(live, metrics, { seriesDetails: (details) => void found.push(...details) }, log);
  const lose = async () => {
    const live = await connected();
    await runner.run(live, 1_000);
    live.session.destroy();
    expect(queue.canRead(live)).toBe(true);
    await read(live);
    return live;
  };
  queue.add('sample', [{ id: 7, tags: { id: 'a' } }]);
  await lose();

  const next = await connected();
  // Not planned on this connection yet: the series wait instead of being given up.
  expect(queue.canRead(next)).toBe(false);
  await read(next);
  await runner.run(next, 2_000);
  expect(queue.canRead(next)).toBe(true);
  await read(next);
  expect(found).toEqual([{ id: 7, tags: { query: 'text of a' } }]);

  queue.add('sample', [{ id: 8, tags: { id: 'b' } }]);
  await lose();
  const last = await lose();
  expect(queue.canRead(last)).toBe(false);
});

it('gives texts that take long a second, longer try, and warns of those that are missing until they are read', async () => {
  const live = await connected();
  const outbox = new Outbox(new SampleBuffer(1_000_000));
  const queue = new DetailsQueue({ first: 200, second: 2_000 });
  const slow = (seconds: string) => ({
    ...metric,
    details: { tag: 'id', sql: `SELECT i AS id, i || pg_sleep(${seconds})::text AS query FROM unnest($1::text[]) i` },
  });
  const runner = new MetricRunner(slow('0.7'), { source: { id: 1 }, outbox, counters: new Counters() }, log);
  const metrics = new Map([['sample', runner]]);
  const read = () => queue.read(live, metrics, outbox, log);
  const warning = async (tickMs: number) => {
    await runner.run(live, tickMs);
    return outbox.metricStates.get('1 sample')?.warning;
  };
  await runner.run(live, 1_000);
  queue.add('sample', [{ id: 7, tags: { id: 'a' } }]);
  await read();
  expect(outbox.details).toEqual([]);
  expect(queue.canRead(live)).toBe(true);
  await read();
  expect(outbox.details).toEqual([{ id: 7, tags: { query: 'a' } }]);
  expect(await warning(2_000)).toBeUndefined();

  runner.update(slow('60'));
  await runner.run(live, 3_000);
  queue.add('sample', [{ id: 8, tags: { id: 'b' } }]);
  await read();
  await read();
  expect(queue.canRead(live)).toBe(false);
  expect(live.isOpen).toBe(true);
  expect(await warning(4_000)).toMatch(/^the texts of 1 of its series could not be read: .*statement timeout/);
  runner.update(slow('0'));
  await runner.run(live, 5_000);
  queue.add('sample', [{ id: 8, tags: { id: 'b' } }]);
  await read();
  expect(await warning(6_000)).toBeUndefined();
  await live.close();
});

it('warns where there is more of a kind than change_events watches, and names the kind', async () => {
  const live = await connected();
  const outbox = new Outbox(new SampleBuffer(10_000_000));
  const changeEvents = metrics.find(({ name }) => name === 'change_events') as Metric;
  const stateWith = async (most: number) => {
    const versions = changeEvents.versions.map(({ minMajor, sql }) => ({
      minMajor,
      sql: sql.replaceAll(String(maxWatched + 1), String(most + 1)).replaceAll(String(maxWatched), String(most)),
    }));
    const runner = new MetricRunner(
      { ...changeEvents, versions },
      { source: { id: 1 }, outbox, counters: new Counters() },
      log,
    );
    await runner.run(live, 1_000);
    return outbox.metricStates.get('1 change_events');
  };
  // A server has hundreds of settings, and this database has nothing else.
  expect(await stateWith(100)).toMatchObject({
    ok: true,
    warning: expect.stringMatching(/^has more than \d+ settings: .* is not noticed$/),
    hint: expect.any(String),
  });
  expect(await stateWith(maxWatched)).not.toHaveProperty('warning');
  await live.close();
});
