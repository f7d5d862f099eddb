import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queryable } from '@pgwatch-heroku/shared';
import { ensurePartitions, type HistoryDays, keepHistory, trustedNow, writeFetches } from '../../src/index.js';
import { listPartitions } from '../../src/samples/list-partitions.js';
import { addSource, createStore, open, type TestStore } from '../store.js';
import { at, broken, createMetric, dayMs, daysBefore, fill, type Row, readAll } from './samples.js';

// Over the end of a year.
const now = at('2026-01-20');
const history: HistoryDays = { rawDays: 4, tenMinutesDays: 12, retentionDays: 40 };
const large = { volume: 'large', peaks: ['gauge'] } as const;
const small = { peaks: ['gauge'] } as const;

let store: TestStore;
let client: TestStore['client'];
let sourceId: number;
beforeAll(async () => {
  store = await createStore();
  ({ client } = store);
  sourceId = await addSource(client);
});
afterAll(() => store.close());

const read = (metric: string, db: Queryable = client): Promise<Row[]> => readAll(db, metric, sourceId);

describe('thinning', () => {
  it.each([
    ['large_metric', large],
    ['small_metric', small],
  ])('keeps of %s the young as it is, of the old the last of every slot and the peaks', async (metric, storage) => {
    await createMetric(client, metric, storage);
    await fill(client, metric, { sourceId, from: daysBefore(now, 44), to: now });
    const before = await read(metric);
    const kept = await keepHistory(client, { history, now });
    expect(kept).toMatchObject({ busy: [], isDone: true });
    const after = await read(metric);
    expect(broken(before, after, history, now)).toEqual([]);
    // Of 360 a day 24 with their peaks are to be left, 30 days of them; what is past an age waits for its whole partition.
    const perDay = (days: number) => after.filter(({ ms }) => Math.floor((now.getTime() - ms) / dayMs) === days).length;
    expect(perDay(30)).toBeLessThan(24 * 3);
    expect(perDay(1)).toBe(360);
    expect(after.length).toBeLessThan(0.5 * before.length);
    expect(await keepHistory(client, { history, now })).toMatchObject({ thinned: [], dropped: [] });
  });

  it('gives the same whether it is done every few days or after a month', async () => {
    const metric = 'step_by_step';
    await createMetric(client, metric, large);
    const from = daysBefore(now, 30);
    await fill(client, metric, { sourceId, from, to: now, stepSeconds: 600 });
    const before = await read(metric);
    for (let day = 30; day >= 0; day -= 3) {
      const today = daysBefore(now, day);
      await keepHistory(client, { history, now: today });
      expect(broken(before, await read(metric), history, today)).toEqual([]);
    }
    const names = (await listPartitions(client, metric)).map(({ name }) => name);
    // A day each while young; older ones were taken in by those before them.
    expect(names.filter((name) => /_\d{8}$/.test(name)).length).toBe(5);
    expect(names.filter((name) => /_[th]\d{8}$/.test(name)).length).toBeLessThanOrEqual(12);
  });

  it('keeps of metrics that share a table the last of each, and its peaks', async () => {
    const metric = 'shared_table';
    await createMetric(client, metric, small);
    await client.query(
      `INSERT INTO pgwatch2.metric (name, description, versions, stored_as) VALUES ('sharing_table', '', '[]', $1)`,
      [metric],
    );
    // As the collector gives them: one tick, and milliseconds of their own.
    for (const shiftMs of [0, 7]) {
      const from = new Date(daysBefore(now, 30).getTime() + 421 + shiftMs);
      await fill(client, metric, { sourceId, from, to: now });
    }
    const of = (rows: Row[], ms: number) => rows.filter((row) => row.ms % 1_000 === ms);
    const before = await read(metric);
    await keepHistory(client, { history, now });
    const after = await read(metric);
    expect(after.length).toBeLessThan(0.5 * before.length);
    for (const ms of [421, 428]) expect(broken(of(before, ms), of(after, ms), history, now)).toEqual([]);
  });

  it('shows readers every moment all that is promised, while it is going on', async () => {
    const metric = 'while_read';
    await createMetric(client, metric, large);
    await fill(client, metric, { sourceId, from: daysBefore(now, 16), to: now, stepSeconds: 600 });
    const before = await read(metric);
    const reader = await open(store.database.url);
    let isOver = false;
    const reading = (async () => {
      let reads = 0;
      for (; !isOver; reads++) expect(broken(before, await read(metric, reader), history, now)).toEqual([]);
      return reads;
    })();
    let thinned = 0;
    for (let isDone = false; !isDone; ) {
      const kept = await keepHistory(client, { history, now });
      thinned += kept.thinned.length;
      isDone = kept.busy.length === 0;
    }
    isOver = true;
    expect(await reading).toBeGreaterThan(0);
    expect(thinned).toBeGreaterThanOrEqual(12);
    await reader.end();
  });

  it('has nobody queue up behind it while a reader holds the partition that it would add to', async () => {
    const metric = 'long_read';
    await createMetric(client, metric, large);
    await fill(client, metric, { sourceId, from: daysBefore(now, 12), to: now, stepSeconds: 600 });
    await keepHistory(client, { history, now: daysBefore(now, 7) });
    const target = (await listPartitions(client, metric)).find(({ tier }) => tier !== 'raw')?.name;
    const [reader, house] = [await open(store.database.url), await open(store.database.url)];
    await reader.query(`BEGIN; SELECT FROM samples.${target}`);
    // A wait without an end of its own would end here, and not be told as busy.
    await house.query("SET statement_timeout = '15s'");
    expect(await keepHistory(house, { history, now })).toMatchObject({ busy: [metric], failed: [] });
    await reader.query('COMMIT');
    expect((await keepHistory(house, { history, now })).thinned.length).toBeGreaterThan(0);
    await Promise.all([reader.end(), house.end()]);
  });

  it('loses nothing when it is killed before any of its statements, and goes on', async () => {
    const metric = 'often_killed';
    // Of its own: each statement for another metric would be one more to die before.
    const store = await createStore();
    const { client } = store;
    const sourceId = await addSource(client);
    const read = () => readAll(client, metric, sourceId);
    await createMetric(client, metric, large);
    // The first begins a thinned partition, the second goes into it; of the next two the first is the last of a tier.
    for (const [from, to] of [
      [14, 12],
      [7, 5],
    ] as const) {
      await fill(client, metric, { sourceId, from: daysBefore(now, from), to: daysBefore(now, to), stepSeconds: 600 });
    }
    const before = await read();
    const names = async () => (await listPartitions(client, metric)).map(({ name }) => name).join(' ');
    let [known, kills, isThrough] = [await names(), 0, false];
    for (let survives = 0; !isThrough; survives++) {
      const victim = await open(store.database.url);
      isThrough = await keepHistory(dyingAfter(victim, survives), { history, now }).then(
        () => true,
        () => false,
      );
      await victim.end().catch(() => undefined);
      expect(broken(before, await read(), history, now)).toEqual([]);
      kills++;
      const present = await names();
      if (present !== known) survives = 0; // a step got through: now every statement of the next one
      known = present;
    }
    expect(kills).toBeGreaterThan(40);
    const { rows } = await client.query(
      `SELECT (SELECT count(*)::int FROM pg_constraint WHERE conname = 'pgwatch2_bounds') AS checks,
         (SELECT count(*)::int FROM pg_class WHERE relname LIKE 'often\\_killed\\_%' AND relkind = 'r' AND NOT relispartition)
           AS stray`,
    );
    expect(rows).toEqual([{ checks: 0, stray: 0 }]);
    await store.close();
  });

  it('is done once when several collectors do it at once', async () => {
    const metric = 'by_several';
    await createMetric(client, metric, large);
    await fill(client, metric, { sourceId, from: daysBefore(now, 20), to: now, stepSeconds: 600 });
    const before = await read(metric);
    const clients = await Promise.all(Array.from({ length: 4 }, () => open(store.database.url)));
    const results = await Promise.all(clients.map((other) => keepHistory(other, { history, now })));
    const done = results.flatMap(({ thinned }) => thinned).filter((name) => name.startsWith(metric));
    expect(new Set(done).size).toBe(done.length);
    while ((await keepHistory(client, { history, now })).busy.length > 0);
    expect(broken(before, await read(metric), history, now)).toEqual([]);
    await Promise.all(clients.map((other) => other.end()));
  });

  it('keeps momentary lists whole as long as every fetch is kept, and no longer', async () => {
    const metric = 'momentary';
    await createMetric(client, metric, { isMomentary: true });
    await fill(client, metric, { sourceId, from: daysBefore(now, 20), to: now, stepSeconds: 600 });
    const before = await read(metric);
    await keepHistory(client, { history, now });
    const after = await read(metric);
    expect(after).toEqual(before.slice(-after.length));
    expect(after[0]?.ms).toBeLessThanOrEqual(daysBefore(now, 4).getTime());
    expect(after[0]?.ms).toBeGreaterThan(daysBefore(now, 12).getTime());
  });

  it('takes over the partitions of a day that the first version made of every metric', async () => {
    const metric = 'of_old';
    await createMetric(client, metric, large);
    await fill(client, metric, { sourceId, from: daysBefore(now, 20), to: now, stepSeconds: 600 });
    await createMetric(client, metric, small);
    const before = await read(metric);
    await ensurePartitions(client, { from: now, to: daysBefore(now, -3), metrics: [metric] });
    expect((await listPartitions(client, metric)).at(-1)?.to.getTime()).toBeGreaterThan(daysBefore(now, -3).getTime());
    await keepHistory(client, { history, now });
    expect(broken(before, await read(metric), history, now)).toEqual([]);
    expect((await listPartitions(client, metric)).filter(({ tier }) => tier !== 'raw').length).toBeLessThanOrEqual(3);
  });
});

describe('late rows', () => {
  const write = (metric: string, tick: Date, retentionDays = 40) =>
    writeFetches(
      client,
      [{ sourceId, metric, tick, fetchedAt: tick, columns: ['counter', 'gauge'], values: ['1', '1'], series: null }],
      { now, retentionDays },
    );

  it('land where history is thinned already, and where there is none, and stay', async () => {
    const metric = 'late';
    await createMetric(client, metric, large);
    await fill(client, metric, { sourceId, from: daysBefore(now, 20), to: daysBefore(now, 9), stepSeconds: 600 });
    await fill(client, metric, { sourceId, from: daysBefore(now, 7), to: now, stepSeconds: 600 });
    await keepHistory(client, { history, now });
    const late = [33, 19.99, 15.5, 9.5, 8, 7.01, 3].map((days) => daysBefore(now, days));
    for (const tick of late) {
      expect(await write(metric, new Date(tick.getTime() + 1_000))).toMatchObject({
        written: 1,
        tooOld: 0,
        failed: [],
      });
    }
    const before = await read(metric);
    await keepHistory(client, { history, now });
    expect(broken(before, await read(metric), history, now)).toEqual([]);
    for (const tick of late) expect((await read(metric)).map(({ ms }) => ms)).toContain(tick.getTime() + 1_000);
    expect(await write(metric, daysBefore(now, 50))).toMatchObject({ written: 0, tooOld: 1 });
  });

  it('land after a downtime in which nobody made partitions', async () => {
    const metric = 'downtime';
    await createMetric(client, metric, small);
    await fill(client, metric, { sourceId, from: daysBefore(now, 100), to: daysBefore(now, 99) });
    expect(await write(metric, now)).toMatchObject({ written: 1 });
    expect(await write(metric, daysBefore(now, 30))).toMatchObject({ written: 1 });
  });
});

describe('partitions', () => {
  it('leave no hole and never meet, whatever the time zone, over the end of a year and changes of clocks', async () => {
    const metric = 'no_hole';
    for (const [index, storage] of [large, small, { volume: 'slow' as const }].entries()) {
      const name = `${metric}_${index}`;
      await createMetric(client, name, storage);
      await client.query(`SET timezone = '${['America/New_York', 'Europe/Berlin', 'Asia/Kathmandu'][index]}'`);
      for (const day of ['2026-10-24', '2026-12-28', '2027-03-12', '2026-11-20']) {
        await ensurePartitions(client, { from: at(day), to: new Date(at(day).getTime() + 9 * dayMs), metrics: [name] });
      }
      await ensurePartitions(client, { from: at('2026-10-24'), to: at('2027-04-01'), metrics: [name] });
      const partitions = await listPartitions(client, name);
      for (const [i, { from, to }] of partitions.entries()) {
        expect(to.getTime()).toBeGreaterThan(from.getTime());
        if (i > 0) expect(from).toEqual(partitions[i - 1]?.to);
      }
      expect(partitions[0]?.from.getTime()).toBeLessThanOrEqual(at('2026-10-24').getTime());
      expect(partitions.at(-1)?.to.getTime()).toBeGreaterThan(at('2027-04-01').getTime());
    }
    await client.query("SET timezone = 'UTC'");
  });
});

describe('a clock that is 40 days wrong', () => {
  const leap = 40 * dayMs;
  let real: Date;
  const setClock = (trusted: Date, leaptTo: Date | null = null) =>
    client.query('UPDATE pgwatch2.storage_clock SET trusted_at = $1, leapt_to = $2', [trusted, leaptTo]);
  const near = (date: Date) => Math.abs(date.getTime() - real.getTime()) < 60_000;

  beforeAll(async () => {
    await createMetric(client, 'instance_up', {});
    real = new Date();
    await fill(client, 'instance_up', { sourceId, from: new Date(real.getTime() - dayMs / 24), to: real });
    await trustedNow(client, real);
  });

  it('is right in the first place', async () => expect(near(await trustedNow(client, real))).toBe(true));

  it('does not make history older when it is the one of a dyno', async () => {
    expect(near(await trustedNow(client, new Date(real.getTime() + leap)))).toBe(true);
    expect((await trustedNow(client, new Date(real.getTime() - leap))).getTime()).toBeLessThan(
      real.getTime() - leap + 1,
    );
    expect(near(await trustedNow(client, real))).toBe(true);
  });

  it('does not make history older when all clocks leap and rows are written with the new time, for a day', async () => {
    // The same as a leap ahead: the time that was trusted lies 40 days back.
    const before = new Date(real.getTime() - leap);
    await setClock(before);
    expect(await trustedNow(client, real)).toEqual(before);
    expect(await trustedNow(client, real)).toEqual(before);
    // Put right within the day, it leaves no trace.
    expect((await trustedNow(client, before)).getTime()).toBeLessThanOrEqual(before.getTime());
    const { rows } = await client.query('SELECT leapt_to FROM pgwatch2.storage_clock');
    expect(rows).toEqual([{ leapt_to: null }]);
  });

  it('is believed when it has stayed so for a day: after a downtime history goes on', async () => {
    await setClock(new Date(real.getTime() - leap), new Date(real.getTime() - dayMs - 60_000));
    expect(near(await trustedNow(client, real))).toBe(true);
  });

  it('does not count while no row is newer: what was written last is never old because nobody wrote since', async () => {
    await client.query('TRUNCATE samples.instance_up');
    await client.query(
      `DO $$ DECLARE t regclass; BEGIN
         FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'samples'::regnamespace AND relkind = 'p' LOOP
           EXECUTE format('TRUNCATE %s', t);
         END LOOP; END $$`,
    );
    const last = new Date(real.getTime() - leap);
    await fill(client, 'instance_up', { sourceId, from: new Date(last.getTime() - 600_000), to: last });
    await setClock(last);
    const trusted = await trustedNow(client, real);
    expect(trusted.getTime()).toBeLessThanOrEqual(last.getTime() + dayMs);
    expect(trusted.getTime()).toBeGreaterThan(last.getTime() - dayMs);
  });
});

/** A connection that the server ends instead of answering the statement after so many. */
function dyingAfter(victim: TestStore['client'], statements: number): TestStore['client'] {
  let left = statements;
  return {
    query: async (...args: Parameters<typeof victim.query>) => {
      if (left-- === 0) await victim.query('SELECT pg_terminate_backend(pg_backend_pid())');
      return victim.query(...args);
    },
  } as unknown as TestStore['client'];
}
