import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { metrics, presets } from '@pgwatch-heroku/metrics';
import { createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { SampleBuffer } from '../../src/buffer/sample-buffer.js';
import { Counters } from '../../src/counters.js';
import { type OpenSource, openSource } from '../../src/fetch/open-source.js';
import { MetricRunner } from '../../src/schedule/metric-runner.js';
import { Outbox } from '../../src/write/outbox.js';
import { longestTurnMs } from '../longest-turn.js';
import { open } from '../support.js';

const tables = 20_000;
let monitored: TestDatabase;
let live: OpenSource;

beforeAll(async () => {
  monitored = await createTestDatabase();
  const owner = await open(monitored.url);
  // Locks of one transaction have room for a few thousand.
  await owner.query(`DO $$ BEGIN
    FOR i IN 1 .. ${tables} LOOP
      EXECUTE format('CREATE TABLE public.t%s (id int)', i);
      IF i % 1000 = 0 THEN COMMIT; END IF;
    END LOOP;
  END $$`);
  await owner.end();
  live = await openSource(monitored.url, 'SALES');
});
afterAll(async () => {
  await live.close();
  await monitored.drop();
});

it('asks a database with 20,000 tables everything within the time that each metric has, for a bounded number of rows', async () => {
  const outbox = new Outbox(new SampleBuffer(256_000_000));
  const log = createLogger({ name: 'test', level: 'silent' });
  const names = new Set(presets.flatMap((preset) => Object.keys(preset.metrics)));
  const asked = metrics.filter(({ name, versions }) => names.has(name) && versions.length > 0);
  const turns: [metric: string, ms: number][] = [];
  for (const metric of asked) {
    if (!live.isOpen) live = await openSource(monitored.url, 'SALES');
    const runner = new MetricRunner(metric, { source: { id: 1 }, outbox, counters: new Counters() }, log);
    const open = live;
    const measure = () => longestTurnMs(() => runner.run(open, Date.now()));
    // What the machine did for a moment it does not do each time.
    let ms = await measure();
    for (let again = 0; ms > 50 && again < 3; again++) ms = Math.min(ms, await measure());
    turns.push([metric.name, ms]);
  }
  expect(turns.filter(([, ms]) => ms > 50)).toEqual([]);
  const states = [...outbox.metricStates.values()];
  expect(states.length).toBeGreaterThan(30);
  // What is not installed here says so at once; nothing fails for the number of tables.
  const failed = states.filter(({ ok, reason }) => !ok && !/extension|not available/.test(reason ?? ''));
  expect(failed).toEqual([]);
  expect(states.filter(({ rows }) => rows > 2_000)).toEqual([]);
  const waiting = outbox.buffer.takeLive().fetches;
  const sizes = waiting.map(({ shape, sizeBytes }) => ({ metric: shape.metric, sizeBytes }));
  expect(sizes.filter(({ sizeBytes }) => sizeBytes > 8_000_000)).toEqual([]);
});
