import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import {
  checkStorage,
  ensureMetricTable,
  ensurePartitions,
  recordApplied,
  syncAttachedSources,
} from '@pgwatch-heroku/store';
import { pendingFetch } from '../../src/buffer/pending-fetch.js';
import { SampleBuffer } from '../../src/buffer/sample-buffer.js';
import { Counters } from '../../src/counters.js';
import { keepHouse } from '../../src/write/maintenance.js';
import { Outbox } from '../../src/write/outbox.js';
import { createStore, type TestStore } from '../support.js';

const dayMs = 86_400_000;
const history = { rawDays: 14, tenMinutesDays: 90, retentionDays: 365 };
const shapeOf = (metric: string) => ({ metric, tags: [], columns: [{ name: 'v', type: 'text' as const }] });

let store: TestStore;
let sourceId: number;
let clock = Date.now();
const counters = new Counters();
const outbox = new Outbox(new SampleBuffer(1_000_000), counters);
const silent = createLogger({ name: 'test', level: 'silent' });

beforeAll(async () => {
  store = await createStore({ db_stats: 60 });
  const { client } = store;
  await syncAttachedSources(client, [{ alias: 'SALES', variable: 'PGWATCH2_MONITOREDDB_SALES_URL', sameAs: [] }]);
  sourceId = Number((await store.values('SELECT id FROM pgwatch2.source'))[0]);
  // Three weeks that nobody thinned, 2 kB of noise every five minutes.
  await ensureMetricTable(client, shapeOf('stat_statements'));
  const now = new Date(clock);
  await ensurePartitions(client, { from: new Date(clock - 21 * dayMs), to: now });
  await client.query(
    `INSERT INTO samples.stat_statements (source_id, time, fetched_at, v)
     SELECT $1, t, t, (SELECT string_agg(md5(t::text || i), '') FROM generate_series(1, 60) i)
     FROM generate_series($2::timestamptz - interval '21 days', $2, '5 minutes') t`,
    [sourceId, now],
  );
});
afterAll(() => store.close());

const sizeBytes = async () => Number((await store.values('SELECT pg_database_size(current_database())'))[0]);
const ageDays = async () =>
  Number((await store.values('SELECT extract(epoch FROM now() - min(time)) / 86400 FROM samples.stat_statements'))[0]);
const recorded = async () =>
  (await store.client.query('SELECT level, core_only_since IS NOT NULL AS core, raw_days FROM pgwatch2.storage'))
    .rows[0];

async function round(budgetBytes: number, laterMs = 300_000) {
  clock += laterMs;
  const run = <T>(work: (client: typeof store.client) => Promise<T>) => work(store.client);
  const options = { store: { run }, outbox, history, budgetBytes: Math.round(budgetBytes), log: silent };
  return keepHouse(options, new AbortController().signal, new Date(clock));
}
function give(metric: string) {
  const before = outbox.buffer.length;
  outbox.sample(
    pendingFetch({ sourceId, shape: shapeOf(metric), tickMs: clock, fetchedAtMs: clock, tags: null, values: ['1'] }),
  );
  return outbox.buffer.length > before;
}

it('keeps what was asked for while there is room', async () => {
  await round(10 * (await sizeBytes()));
  expect(await recorded()).toEqual({ level: 0, core: false, raw_days: 14 });
  expect(await ageDays()).toBeGreaterThan(20);
});

it('shortens history step by step at 85 % until there is room, what is youngest last', async () => {
  const budget = (await sizeBytes()) / 0.86;
  let rounds = 0;
  for (; rounds < 10 && (await sizeBytes()) >= 0.85 * budget; rounds++) await round(budget);
  expect(await sizeBytes()).toBeLessThan(0.85 * budget);
  const { level, raw_days } = (await recorded()) as { level: number; raw_days: number };
  expect(level).toBeGreaterThan(0);
  expect(level).toBeLessThan(8);
  expect(raw_days).toBeLessThan(14);
  const young = await store.values(
    'SELECT count(*)::int FROM samples.stat_statements WHERE time >= now() - make_interval(days => $1)',
    [raw_days],
  );
  expect(young[0]).toBeGreaterThanOrEqual(raw_days * 288 - 1);
  // With room again nothing more goes.
  await round(budget);
  expect(await recorded()).toMatchObject({ level });
  expect(give('stat_statements')).toBe(true);
});

it('shortens no further before a level has been carried out, whichever dyno does it', async () => {
  await store.client.query('UPDATE pgwatch2.storage SET is_applied = false');
  const budgetBytes = Math.round((await sizeBytes()) / 0.86);
  const { level } = (await recorded()) as { level: number };
  const check = (minutes: number) =>
    checkStorage(store.client, { history, budgetBytes, now: new Date(clock + minutes * 60_000) });
  expect(await check(10)).toMatchObject({ level });
  await recordApplied(store.client, level - 1, true);
  expect(await check(15)).toMatchObject({ level });
  await recordApplied(store.client, level, true);
  expect(await check(20)).toMatchObject({ level: level + 1 });
  // Of the new level nobody has said so yet.
  expect(await check(30)).toMatchObject({ level: level + 1 });
  await store.client.query('UPDATE pgwatch2.storage SET level = $1', [level]);
});

it('shortens on when the history of one metric cannot be, and names it', async () => {
  await ensureMetricTable(store.client, shapeOf('aaa'));
  const range = { from: new Date(clock - 400 * dayMs), to: new Date(clock - 399 * dayMs), metrics: ['aaa'] };
  const [partition] = (await ensurePartitions(store.client, range)).created;
  await store.client.query(`CREATE VIEW public.of_a_person AS SELECT * FROM samples.${partition}`);
  await store.client.query('UPDATE pgwatch2.storage SET is_applied = false');
  const budget = (await sizeBytes()) / 0.86;
  const { level } = (await recorded()) as { level: number };
  expect(await round(budget)).toEqual([{ metric: 'aaa', reason: expect.stringContaining('of_a_person') }]);
  await round(budget);
  expect(await recorded()).toMatchObject({ level: level + 1 });
  await store.client.query('DROP VIEW public.of_a_person');
  expect(await round(10 * (await sizeBytes()))).toEqual([]);
});

it('stores only core metrics at 95 %, says so at the others, and all of them again below 90 %', async () => {
  await round((await sizeBytes()) / 0.96);
  expect(await recorded()).toMatchObject({ core: true });
  expect(give('stat_statements')).toBe(false);
  expect(give('instance_up')).toBe(true);
  expect(counters.totals.refused).toBe(1);
  expect(outbox.metricStates.get(`${sourceId} stat_statements`)).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/the Collector DB has \d+ of \d+ MB: only .*instance_up/),
    hint: expect.stringContaining('PGWATCH2_STORAGE_MB'),
  });
  await round((await sizeBytes()) / 0.92);
  expect(give('stat_statements')).toBe(false);
  await round((await sizeBytes()) / 0.88);
  expect(give('stat_statements')).toBe(true);
  expect(await recorded()).toMatchObject({ core: false });
});

it('keeps more again, a level a day, when there has been room for a day', async () => {
  const budget = 4 * (await sizeBytes());
  const { level } = (await recorded()) as { level: number };
  await round(budget, 3_600_000);
  expect(await recorded()).toMatchObject({ level });
  for (let day = 1; day <= level; day++) {
    await round(budget, dayMs + 60_000);
    expect(await recorded()).toMatchObject({ level: level - day });
  }
  expect(await recorded()).toEqual({ level: 0, core: false, raw_days: 14 });
});
