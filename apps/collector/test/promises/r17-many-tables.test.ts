import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { metrics, presets } from '@pgwatch-heroku/metrics';
import { createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { SampleBuffer } from '../../src/buffer/sample-buffer.js';
import { Counters } from '../../src/counters.js';
import { type OpenSource, openSource } from '../../src/fetch/open-source.js';
import { MetricRunner } from '../../src/schedule/metric-runner.js';
import { Outbox } from '../../src/write/outbox.js';
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
  live = await openWatched();
});
afterAll(async () => {
  await live.close();
  await monitored.drop();
});

/** Rows of each answer: what we handle one by one. */
const answers: { sql: string; rows: number }[] = [];

async function openWatched(): Promise<OpenSource> {
  const source = await openSource(monitored.url, 'SALES');
  const query = source.session.query.bind(source.session);
  source.session.query = async (sql, options) => {
    const result = await query(sql, options);
    answers.push({ sql, rows: result.rows.length });
    return result;
  };
  return source;
}

it('asks a database with 20,000 tables everything within the time that each metric has, and handles no table by itself', async () => {
  const outbox = new Outbox(new SampleBuffer(256_000_000));
  const log = createLogger({ name: 'test', level: 'silent' });
  const names = new Set(presets.flatMap((preset) => Object.keys(preset.metrics)));
  const asked = metrics.filter(({ name, versions }) => names.has(name) && versions.length > 0);
  for (const metric of asked) {
    if (!live.isOpen) live = await openWatched();
    const runner = new MetricRunner(metric, { source: { id: 1 }, outbox, counters: new Counters() }, log);
    await runner.run(live, Date.now());
  }
  // The server puts its tables together, one text per column: no turn of the loop that all sources share goes through
  // them. A second row says that a metric without tags has several.
  expect(answers.length).toBeGreaterThan(asked.length);
  expect(answers.filter(({ rows }) => rows > 2)).toEqual([]);
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
