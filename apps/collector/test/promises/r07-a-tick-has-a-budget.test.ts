import { expect, it } from '@jest/globals';
import type { Metric } from '@pgwatch-heroku/metrics';
import { createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, until } from '@pgwatch-heroku/testkit';
import { SampleBuffer } from '../../src/buffer/sample-buffer.js';
import { Counters } from '../../src/counters.js';
import { SourceRunner } from '../../src/schedule/source-runner.js';
import { Outbox } from '../../src/write/outbox.js';
import { open } from '../support.js';

const log = createLogger({ name: 'test', destination: { write: () => undefined } });
/** Three of these do not fit into a second. */
const slow = (name: string): { metric: Metric; intervalSeconds: number } => ({
  metric: {
    name,
    description: '',
    appliesTo: 'any',
    versions: [{ minMajor: 15, sql: 'SELECT pg_sleep(0.6)::text AS value' }],
  },
  intervalSeconds: 1,
});

it('skips and counts what does not fit into an interval, gives everybody a turn and never runs two queries at once', async () => {
  const database = await createTestDatabase();
  const observer = await open(database.superuserUrl);
  const counters = new Counters();
  const outbox = new Outbox(new SampleBuffer(1_000_000));
  const runner = new SourceRunner({
    ...{
      source: { id: 1, name: 'SLOW' },
      target: { label: 'SLOW', identity: '', url: () => database.url },
      outbox,
      counters,
      log,
    },
  });
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
