import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { breaksOf, line, TestStore } from './support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await TestStore.open();
});
afterAll(() => store.close());
beforeEach(() => store.addSource());

const table = (inserted: number, updated = 0) => ({
  n_tup_ins: inserted,
  n_tup_upd: updated,
  n_tup_del: 0,
  n_tup_hot_upd: 0,
  seq_scan: 0,
  seq_tup_read: inserted,
  idx_scan: 0,
});
const insertedBy = async () =>
  (await store.show('table-activity', { to: 3_600 })).map((row) => [row['table_name'], Number(row['inserted'])]);

describe('what was added to the counters of a list', () => {
  it('is added up over resets, which say nothing, and never negative', async () => {
    await store.addSeries('table_stats', 0, { a: table(1_000), b: table(7) });
    await store.addSeries('table_stats', 300, { a: table(1_100), b: table(7) });
    await store.addSeries('table_stats', 600, { a: table(5), b: table(8) });
    await store.addSeries('table_stats', 900, { a: table(25), b: table(9) });
    expect(await insertedBy()).toEqual([
      ['a', 120],
      ['b', 2],
    ]);
  });

  it('says nothing of a table that was not in the fetch before', async () => {
    await store.addSeries('table_stats', 0, { a: table(0) });
    await store.addSeries('table_stats', 300, { a: table(1), late: table(1_000_000) });
    await store.addSeries('table_stats', 600, { late: table(1_000_003) });
    await store.addSeries('table_stats', 900, { a: table(500), late: table(1_000_003) });
    expect(await insertedBy()).toEqual([
      ['late', 3],
      ['a', 1],
    ]);
    const drawn = await store.show('table-scans', { to: 3_600 });
    expect(line(drawn, 'late').map(([, value]) => value)).toEqual([3 / 300, 0]);
  });

  it('is nothing between two servers', async () => {
    await store.addSeries('table_stats', 0, { a: table(10) });
    await store.changeServer(200);
    await store.addSeries('table_stats', 300, { a: table(9_000) });
    await store.addSeries('table_stats', 600, { a: table(9_001) });
    expect(await insertedBy()).toEqual([['a', 1]]);
    expect(line(await store.show('table-scans', { to: 3_600 }), 'a')).toEqual([[600, 1 / 300]]);
  });

  it('stays what it was when history is thinned', async () => {
    const first = -4 * 86_400;
    for (let minute = 0; minute <= 120; minute += 5) {
      await store.addSeries('table_stats', first + minute * 60, { a: table(minute * 10) });
    }
    const range = { from: first, to: first + 7_200 };
    const before = await store.show('table-activity', range);
    expect(before.map((row) => Number(row['inserted']))).toEqual([1_200]);
    await store.thin('table_stats', 86_400, 'tenMinutes', []);
    const after = await store.show('table-activity', range);
    // The first ten minutes have one fetch left, and nothing is known of what was before it.
    expect(after.map((row) => Number(row['inserted']))).toEqual([1_150]);
  });
});

describe('one statement', () => {
  const statement = (calls: number, total: number) => ({
    calls,
    total_time: total,
    rows: calls,
    blk_read_time: 0,
    blk_write_time: 0,
    jit_generation_time: total / 10,
  });
  const show = (id: string) => store.show(id, { to: 3_600, queryid: '7' });

  it('has time per call, and no point where it was not called, was reset or not listed', async () => {
    await store.addSeries('stat_statements', 0, { '7': statement(10, 100), '8': statement(1, 1) });
    await store.addSeries('stat_statements', 180, { '7': statement(20, 150), '8': statement(1, 1) });
    await store.addSeries('stat_statements', 360, { '7': statement(20, 150) });
    await store.addSeries('stat_statements', 540, { '7': statement(2, 4) });
    await store.addSeries('stat_statements', 720, { '8': statement(9, 9) });
    await store.addSeries('stat_statements', 900, { '7': statement(4, 10) });
    await store.addSeries('stat_statements', 1_080, { '7': statement(8, 30) });
    expect(line(await show('query-mean-time'), 'execution').filter(([, value]) => value !== null)).toEqual([
      [180, 5],
      [1_080, 5],
    ]);
    expect(line(await show('query-mean-time'), 'JIT generation')[0]).toEqual([180, 0.5]);
    expect(line(await show('query-calls'), 'calls').filter(([, value]) => value !== null)).toEqual([
      [180, 10 / 180],
      [360, 0],
      [1_080, 4 / 180],
    ]);
  });
});

describe('many databases', () => {
  it('share their times, whatever second each is fetched at, and keep to their own counters', async () => {
    const sources: number[] = [];
    for (const [late, factor] of [
      [3, 60],
      [41, 600],
    ] as const) {
      await store.addSource();
      sources.push(store.source);
      for (let minute = 0; minute <= 5; minute += 1) {
        store.add('db_stats', minute * 60 + late, {
          xact_commit: minute === 4 ? 0 : minute * factor,
          xact_rollback: 0,
        });
      }
    }
    const rows = await store.show('fleet-transactions', { to: 600, step: 60, sources });
    const labels = [...new Set(rows.map(({ label }) => label))];
    expect(labels).toHaveLength(2);
    const [slow, fast] = labels.map((label) => line(rows, label as string));
    expect(slow?.map(([seconds]) => seconds)).toEqual(fast?.map(([seconds]) => seconds));
    expect(slow?.map(([, value]) => value)).toEqual([1, 1, 1, 5]);
    expect(fast?.map(([, value]) => value)).toEqual([10, 10, 10, 50]);
    expect(breaksOf(rows)).toEqual([]);
  });

  it('keep a peak of one fetch, and the average of all, however long the range', async () => {
    // Six minutes a point: what a single fetch in the middle of them saw.
    for (let minute = 0; minute < 1_440; minute += 1) {
      const isPeak = minute === 722;
      store.add('backends', minute * 60, { total: isPeak ? 70 : 10, longest_tx_seconds: isPeak ? 3_600 : 2 });
    }
    const range = { to: 86_400, step: 1, sources: [store.source] };
    const valuesOf = async (id: string) => (await store.show(id, range)).map(({ value }) => value);
    expect((await valuesOf('fleet-longest-transaction')).filter((value) => value !== 2)).toEqual([3_600]);
    expect((await valuesOf('fleet-sessions')).filter((value) => value !== 10)).toEqual([20]);
  });

  it('have no more than a few hundred points each, however long the range', async () => {
    for (let minute = 0; minute < 1_440; minute += 1) store.add('backends', minute * 60, { total: minute });
    const rows = await store.show('fleet-sessions', { to: 86_400, step: 1, sources: [store.source] });
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.length).toBeLessThanOrEqual(242);
  });
});

it('averages figures over the range, without what a reset hides', async () => {
  const at = (commits: number, hit: number) => ({
    xact_commit: commits,
    xact_rollback: 0,
    blks_hit: hit,
    blks_read: 0,
  });
  store.add('db_stats', 0, at(1_000, 10));
  store.add('db_stats', 60, at(1_060, 20));
  store.add('db_stats', 120, at(0, 0));
  store.add('db_stats', 180, at(180, 5));
  const [row] = await store.show('health-work', { to: 3_600 });
  expect(row).toMatchObject({ tps: 240 / 120, hit_ratio: 1, rollback_ratio: 0, qps: null, wal_bytes: null });
});
