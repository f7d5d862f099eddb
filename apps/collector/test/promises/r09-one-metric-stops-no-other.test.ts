import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import type { Metric } from '@pgwatch-heroku/metrics';
import { type Client, createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { SampleBuffer } from '../../src/buffer/sample-buffer.js';
import { Counters } from '../../src/counters.js';
import { type OpenSource, openSource } from '../../src/fetch/open-source.js';
import { MetricRunner } from '../../src/schedule/metric-runner.js';
import { Outbox } from '../../src/write/outbox.js';
import { open } from '../support.js';

let database: TestDatabase;
let owner: Client;
let live: OpenSource;
const minuteMs = 60_000;
const log = createLogger({ name: 'test', destination: { write: () => undefined } });

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await open(database.url);
  await owner.query(`GRANT USAGE ON SCHEMA public TO PUBLIC;
    CREATE FUNCTION public.answer() RETURNS int LANGUAGE sql AS 'SELECT 42'`);
  live = await openSource(await createTestRole(database, 'pgwatch2'), 'SALES');
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await live.close();
  await owner.end();
  await database.drop();
});

const runnerIn = (outbox: Outbox, counters: Counters) => (name: string, sql: string) => {
  const metric: Metric = { name, description: '', appliesTo: 'any', versions: [{ minMajor: 15, sql }] };
  return new MetricRunner(metric, { source: { id: 1 }, outbox, counters }, log);
};

it('turns a metric off whose right is revoked, tries it ever more rarely, and goes on when it is granted again', async () => {
  const outbox = new Outbox(new SampleBuffer(1_000_000));
  const counters = new Counters();
  const runnerOf = runnerIn(outbox, counters);
  const fragile = runnerOf('fragile', 'SELECT public.answer() AS value');
  const sound = runnerOf('sound', 'SELECT 1 AS value');
  const startedAt = Date.now();
  const now = jest.spyOn(Date, 'now');
  /** One tick of both at a minute of the test's clock; says which of them brought a sample. */
  const tickAt = async (minute: number) => {
    now.mockReturnValue(startedAt + minute * minuteMs);
    await fragile.run(live, minute * minuteMs);
    await sound.run(live, minute * minuteMs);
    const taken = outbox.buffer.takeLive();
    await taken.stored();
    return taken.fetches.map(({ shape }) => shape.metric);
  };
  const state = () => outbox.metricStates.get('1 fragile');

  expect(await tickAt(0)).toEqual(['fragile', 'sound']);
  await owner.query('REVOKE ALL ON FUNCTION public.answer() FROM PUBLIC');
  expect(await tickAt(1)).toEqual(['sound']);
  expect(state()).toMatchObject({
    ok: false,
    reason: expect.stringContaining('permission denied for function answer'),
  });
  expect(state()?.hint).toMatch(/Grant/);
  expect(live.isOpen).toBe(true);

  // Tried again after 1, 2, 4 ... minutes: at 2, 4, 8 and not in between.
  const failedAt: number[] = [];
  for (let minute = 1.5; minute <= 9; minute += 0.5) {
    const before = counters.failed;
    expect(await tickAt(minute)).toEqual(['sound']);
    if (counters.failed > before) failedAt.push(minute);
  }
  expect(failedAt).toEqual([2, 4, 8]);

  await owner.query('GRANT EXECUTE ON FUNCTION public.answer() TO PUBLIC');
  expect(await tickAt(15)).toEqual(['sound']);
  expect(await tickAt(16)).toEqual(['fragile', 'sound']);
  expect(state()).toMatchObject({ ok: true });
  expect(await tickAt(16.5)).toEqual(['fragile', 'sound']);
});

it('turns a metric off that ends the connection each time, tries it ever more rarely, and blames none for a restart', async () => {
  const roleUrl = await createTestRole(database, 'restless');
  const outbox = new Outbox(new SampleBuffer(1_000_000));
  const counters = new Counters();
  const runnerOf = runnerIn(outbox, counters);
  const deadly = runnerOf('deadly', 'SELECT pg_terminate_backend(pg_backend_pid()) AS value');
  const sound = runnerOf('sound', 'SELECT 1 AS value');
  const unlucky = runnerOf('unlucky', 'SELECT pg_sleep(30)::text AS value');
  const stateOf = (name: string) => outbox.metricStates.get(`1 ${name}`);
  const startedAt = Date.now();
  const now = jest.spyOn(Date, 'now');
  let own = await openSource(roleUrl, 'SALES');
  /** One tick at a minute of the test's clock; says whether the metric was tried. */
  const tickAt = async (minute: number) => {
    now.mockReturnValue(startedAt + minute * minuteMs);
    if (!own.isOpen) own = await openSource(roleUrl, 'SALES');
    await sound.run(own, minute * minuteMs);
    const before = counters.failed;
    await deadly.run(own, minute * minuteMs);
    return counters.failed > before;
  };

  // Somebody else ended it: that says nothing of the metric that happened to run.
  await sound.run(own, 0);
  const admin = await open(database.superuserUrl);
  const running = unlucky.run(own, 0);
  await until('it runs', async () => {
    const { rows } = await admin.query('SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event = $2', [
      own.pid,
      'PgSleep',
    ]);
    return rows.length > 0;
  });
  await admin.query('SELECT pg_terminate_backend($1)', [own.pid]);
  await admin.end();
  await running;
  expect(stateOf('unlucky')).toBeUndefined();

  expect(await tickAt(0)).toBe(true);
  expect(stateOf('deadly')).toBeUndefined();
  expect(await tickAt(1)).toBe(true);
  expect(stateOf('deadly')).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/connection ended while it ran/),
  });
  expect(stateOf('deadly')?.hint).toMatch(/SQL/);
  const triedAt: number[] = [];
  for (let minute = 1.5; minute <= 9; minute += 0.5) if (await tickAt(minute)) triedAt.push(minute);
  expect(triedAt).toEqual([2, 4, 8]);
  expect(stateOf('sound')).toMatchObject({ ok: true });

  // The remedy is tried at once.
  deadly.update({ ...deadly.metric, versions: [{ minMajor: 15, sql: 'SELECT 1 AS value' }] });
  await tickAt(9.5);
  expect(stateOf('deadly')).toMatchObject({ ok: true });
  await own.close();
});
