import { expect, it } from '@jest/globals';
import type { Metric } from '@pgwatch-heroku/metrics';
import { createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { SampleBuffer } from '../../src/buffer/sample-buffer.js';
import { Counters } from '../../src/counters.js';
import { SourceRunner } from '../../src/schedule/source-runner.js';
import { Outbox } from '../../src/write/outbox.js';
import { open } from '../support.js';

const log = createLogger({ name: 'test', destination: { write: () => undefined } });
/** Three of these do not fit into a second. */
const slow = (name: string, seconds = 0.6): { metric: Metric; intervalSeconds: number } => ({
  metric: {
    name,
    description: '',
    appliesTo: 'any',
    versions: [{ minMajor: 15, sql: `SELECT pg_sleep(${seconds})::text AS value` }],
  },
  intervalSeconds: 1,
});

const runnerOf = (database: TestDatabase) => {
  const counters = new Counters();
  const outbox = new Outbox(new SampleBuffer(1_000_000));
  const target = { label: 'SLOW', identity: '', url: () => database.url };
  const runner = new SourceRunner({ source: { id: 1, name: 'SLOW' }, target, outbox, counters, log });
  return { counters, outbox, runner };
};

it('skips and counts what does not fit into an interval, gives everybody a turn and never runs two queries at once', async () => {
  const database = await createTestDatabase();
  const observer = await open(database.superuserUrl);
  const { counters, outbox, runner } = runnerOf(database);
  const list = ['one', 'two', 'three'].map(slow);
  runner.setMetrics({ primary: list, standby: list });
  const abort = new AbortController();
  const running = runner.run(abort.signal);
  let mostAtOnce = 0;
  await until('12 fetches', async () => {
    const { rows } = await observer.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = $1 AND application_name = 'pgwatch-heroku' AND state = 'active'`,
      [database.name],
    );
    mostAtOnce = Math.max(mostAtOnce, rows[0].n);
    return counters.fetches >= 12;
  });
  abort.abort();
  await running;
  expect(mostAtOnce).toBe(1);
  expect(counters.skipped).toBeGreaterThanOrEqual(6);
  const { fetches } = outbox.buffer.takeLive();
  // Whoever works through all that was due is behind by more and more: 4 s at the twelfth fetch. Who skips is late by what
  // runs at the moment, however busy the machine is.
  const lateMs = fetches.map(({ tickMs, fetchedAtMs }) => fetchedAtMs - tickMs).sort((a, b) => a - b);
  expect(lateMs[Math.floor(lateMs.length * 0.75)]).toBeLessThan(2_500);
  const ticksOf = (name: string) => fetches.filter(({ shape }) => shape.metric === name).map(({ tickMs }) => tickMs);
  for (const { metric } of list) {
    const ticks = ticksOf(metric.name);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    // What is skipped is gone: no tick is made up for later, none is fetched twice.
    expect(new Set(ticks).size).toBe(ticks.length);
    expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
  }
  await observer.end();
  await database.drop();
});

it('fetches for the first time what did not fit into the first tick, and not half a day later', async () => {
  const database = await createTestDatabase();
  const { counters, outbox, runner } = runnerOf(database);
  // The first two take all of the time there is, again and again.
  const list = [slow('one', 0.5), slow('two', 0.5), { ...slow('seldom', 0), intervalSeconds: 43_200 }];
  runner.setMetrics({ primary: list, standby: list });
  const abort = new AbortController();
  const running = runner.run(abort.signal);
  const metrics: string[] = [];
  await until('the seldom one', async () => {
    metrics.push(...outbox.buffer.takeLive().fetches.map(({ shape }) => shape.metric));
    return metrics.includes('seldom');
  });
  abort.abort();
  await running;
  // It is not late for want of time, however long ago its tick was.
  expect(counters.takeLatenessP99()).toBeLessThan(60_000);
  await database.drop();
});
