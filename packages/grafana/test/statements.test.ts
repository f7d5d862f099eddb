import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { catalogue } from '../src/index.js';
import { line, TestStore } from './support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await TestStore.open();
});
afterAll(() => store.close());
beforeEach(() => store.addSource());

const statement = (calls: number, totalTime = calls, rows = calls) => ({ calls, rows, total_time: totalTime });

it('adds up what was done in the range, the most time first', async () => {
  await store.addSeries('stat_statements', 0, { a: statement(100, 1_000), b: statement(5, 50) });
  await store.addSeries('stat_statements', 180, { a: statement(110, 1_400), b: statement(7, 1_550, 9) });
  await store.addSeries('stat_statements', 360, { a: statement(120, 1_500), b: statement(7, 1_550, 9) });
  await store.describe('stat_statements', 'b', 'SELECT pg_sleep($1)');
  expect(await store.show('top-statements', { to: 3_600 })).toEqual([
    {
      query: 'SELECT pg_sleep($1)',
      share: 0.75,
      total_time: 1_500,
      calls: 2,
      calls_per_second: 2 / 360,
      mean_time: 750,
      rows: 4,
    },
    {
      query: 'statement a',
      share: 0.25,
      total_time: 500,
      calls: 20,
      calls_per_second: 20 / 360,
      mean_time: 25,
      rows: 20,
    },
  ]);
});

it('takes a statement that was away from the top list up where it left', async () => {
  await store.addSeries('stat_statements', 0, { a: statement(10), b: statement(1) });
  await store.addSeries('stat_statements', 180, { b: statement(2) });
  await store.addSeries('stat_statements', 360, { a: statement(25), b: statement(3) });
  const rows = await store.show('top-statements', { to: 3_600 });
  expect(rows.map(({ query, calls }) => [query, calls])).toEqual([
    ['statement a', 15],
    ['statement b', 2],
  ]);
  const drawn = line(await store.show('top-statements-over-time', { to: 3_600 }), 'statement a');
  expect(drawn).toEqual([[360, 15 / 1_000 / 360]]);
});

/** So many idle ones that the list is full, and may lack others. */
const fillers = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`filler${index}`, statement(0)]));

const callsOf = async () =>
  (await store.show('top-statements', { to: 3_600 })).map(({ query, calls }) => [query, calls]);

it('does not count what a statement may have done before a full list had room for it, nor a reset', async () => {
  await store.addSeries('stat_statements', 0, { ...fillers, a: statement(500) });
  await store.addSeries('stat_statements', 180, { ...fillers, a: statement(20), late: statement(1_000_000) });
  await store.addSeries('stat_statements', 360, { ...fillers, a: statement(30), late: statement(1_000_001) });
  expect(await callsOf()).toEqual([
    ['statement a', 10],
    ['statement late', 1],
  ]);
});

it('counts from zero what a complete list did not have, and what was evicted since', async () => {
  await store.addSeries('stat_statements', 0, { a: statement(500), b: statement(40) });
  await store.addSeries('stat_statements', 180, { a: statement(510), young: statement(60, 90) });
  await store.addSeries('stat_statements', 360, { a: statement(520), b: statement(8), young: statement(70, 100) });
  expect(await callsOf()).toEqual([
    ['statement young', 70],
    ['statement a', 20],
    ['statement b', 8],
  ]);
  const drawn = line(await store.show('top-statements-over-time', { to: 3_600 }), 'statement young');
  expect(drawn).toEqual([
    [180, 90 / 1_000 / 180],
    [360, 10 / 1_000 / 180],
  ]);
});

it('adds nothing up between two servers, neither for those on both nor for those on the second one only', async () => {
  await store.addSeries('stat_statements', 0, { a: statement(10), away: statement(5) });
  await store.addSeries('stat_statements', 180, { a: statement(20) });
  await store.changeServer(200);
  await store.addSeries('stat_statements', 360, { a: statement(9_000), late: statement(7_000) });
  await store.addSeries('stat_statements', 540, {
    a: statement(9_001),
    late: statement(7_002),
    away: statement(8_000),
  });
  expect(await callsOf()).toEqual([
    ['statement away', 8_000],
    ['statement a', 11],
    ['statement late', 2],
  ]);
});

it('does not take statements for new when only the right to see them is', async () => {
  await store.addSeries('stat_statements', 0, {
    'insufficient-privileges-total': statement(9_000),
    own: statement(50),
  });
  await store.addSeries('stat_statements', 180, { own: statement(51), others: statement(9_000) });
  await store.addSeries('stat_statements', 360, { own: statement(52), others: statement(9_010) });
  expect(await callsOf()).toEqual([
    ['statement others', 10],
    ['statement own', 2],
  ]);
});

it('leaves out what only steers a session or its transaction, and what the collector asks', async () => {
  const control = [
    'BEGIN',
    'begin',
    'COMMIT',
    'ROLLBACK TO s',
    '/* a */ SAVEPOINT s',
    'RELEASE s',
    'START TRANSACTION',
  ].concat('END', 'SET search_path = $1', 'SHOW all', 'DEALLOCATE ALL', 'DISCARD ALL', 'RESET ALL', 'COMMIT;');
  const work = ['SELECT 1', 'UPDATE t SET a = $1', 'SETTLE', 'WITH begin AS (SELECT 1) TABLE begin', 'CALL commit()'];
  const own = 'SELECT /* pgwatch-heroku */ pg_is_in_recovery()';
  const texts = [...control, own, ...work];
  for (const [index, text] of texts.entries()) await store.describe('stat_statements', `${index}`, text);
  const at = (round: number) => Object.fromEntries(texts.map((_text, index) => [`${index}`, statement(round * 10)]));
  await store.addSeries('stat_statements', 0, at(1));
  await store.addSeries('stat_statements', 180, at(2));
  const rows = await store.show('top-statements', { to: 3_600 });
  expect(rows.map(({ query }) => query).sort()).toEqual([...work].sort());
  expect(rows[0]?.['share']).toBeCloseTo(1 / work.length);
  const labels = (await store.show('top-statements-over-time', { to: 3_600 })).map(({ label }) => label);
  expect([...new Set(labels)].sort()).toEqual([...work].sort());
});

it('leaves out what the collector asks in every list of statements, before it is cut', async () => {
  const busy = (round: number) => ({
    calls: round,
    rows: round,
    total_time: round,
    shared_blks_hit: round,
    shared_blks_read: round,
    temp_blks_written: round,
    blk_read_time: 0,
    blk_write_time: 0,
  });
  // As many of ours as the charts have lines, each of them busier than what is looked for.
  const own = Array.from({ length: 8 }, (_, index) => `own${index}`);
  for (const [index, id] of own.entries())
    await store.describe('stat_statements', id, `SELECT /* pgwatch-heroku */ ${index}`);
  await store.describe('stat_statements', 'app', 'SELECT 1');
  const at = (round: number) =>
    Object.fromEntries([...own.map((id) => [id, busy(round * 1_000)]), ['app', busy(round * 10)]]);
  await store.addSeries('stat_statements', 0, at(1));
  await store.addSeries('stat_statements', 180, at(2));
  const lists = catalogue.filter(({ id }) => /^(top-)?statements?-(by-|table|over-time)|^top-statements/.test(id));
  expect(lists).toHaveLength(8);
  for (const { id } of lists) {
    const rows = (await store.show(id, { to: 3_600 })).filter(({ label }) => label !== null);
    expect([id, [...new Set(rows.map(({ label, query }) => label ?? query))]]).toEqual([id, ['SELECT 1']]);
  }
});

it('draws the five busiest as seconds per second and tells equal beginnings apart', async () => {
  const long = 'SELECT '.padEnd(100, 'x');
  for (const [index, id] of ['1', '2', '3', '4', '5', '6'].entries())
    await store.describe('stat_statements', id, index < 2 ? `${long}${id}` : `Q${id}`);
  const at = (round: number) =>
    Object.fromEntries(['1', '2', '3', '4', '5', '6'].map((id) => [id, statement(round, round * Number(id) * 60_000)]));
  await store.addSeries('stat_statements', 0, at(0));
  await store.addSeries('stat_statements', 180, at(1));
  const rows = await store.show('top-statements-over-time', { to: 3_600 });
  expect(rows.map(({ label, value }) => [label, value])).toEqual([
    ['Q6', 2],
    ['Q5', 5 / 3],
    ['Q4', 4 / 3],
    ['Q3', 1],
    [long.slice(0, 80), 2 / 3],
  ]);
  await store.addSeries('stat_statements', 360, {
    ...at(2),
    '1': statement(9, 9_000_000),
    '2': statement(9, 9_000_000),
  });
  for (const panel of ['top-statements-over-time', 'statements-by-calls'] as const) {
    const labels = (await store.show(panel, { to: 3_600 })).map(({ label }) => label);
    expect(labels).toContain(`${long.slice(0, 80)} (1)`);
    expect(labels).toContain(`${long.slice(0, 80)} (2)`);
  }
});

it('is never negative and never more than what was done, whatever comes, goes and is reset', async () => {
  // Above the metric's threshold from its first run on, so that only a full list can lack it.
  const more = fc.oneof(fc.constant(0), fc.integer({ min: 6, max: 1_000 }));
  const step = fc.record({ more, reset: fc.boolean(), hasRoom: fc.boolean() });
  const fetch = fc.record({ steps: fc.tuple(step, step, step), isFull: fc.boolean() });
  const history = fc.array(fetch, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(history, async (fetches) => {
      await store.addSource();
      const counters = [0, 0, 0];
      let done = 0;
      for (const [index, { steps, isFull }] of fetches.entries()) {
        const listed = steps.flatMap(({ more, reset, hasRoom }, id) => {
          counters[id] = reset ? more : (counters[id] ?? 0) + more;
          done += more;
          const isListed = isFull ? hasRoom : (counters[id] ?? 0) > 0;
          return isListed ? [[`s${id}`, statement(counters[id] ?? 0)] as const] : [];
        });
        const elements = { ...(isFull ? fillers : {}), ...Object.fromEntries(listed) };
        if (Object.keys(elements).length > 0) await store.addSeries('stat_statements', index * 180, elements);
      }
      const rows = await store.show('top-statements', { to: 3_600 });
      let [calls, share] = [0, 0];
      for (const row of rows) {
        expect(row['calls']).toBeGreaterThan(0);
        expect(row['total_time']).toBeGreaterThanOrEqual(0);
        calls += Number(row['calls']);
        share += Number(row['share']);
      }
      expect(calls).toBeLessThanOrEqual(done);
      if (rows.length > 0) expect(share).toBeCloseTo(1);
      for (const { value } of await store.show('top-statements-over-time', { to: 3_600 })) {
        expect(value ?? 0).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 40 },
  );
});
