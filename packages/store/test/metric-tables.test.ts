import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  dropOldSeries,
  ensureMetricTable,
  ensurePartitions,
  keepHistory,
  type MetricShape,
  seriesIds,
  setSeriesDetails,
  writeFetches,
} from '../src/index.js';
import { addSource, createStore, open, type TestStore } from './store.js';

const shape = (metric: string, ...columns: string[]): MetricShape => ({
  metric,
  tags: [],
  columns: columns.map((name) => ({ name, type: 'int8' })),
});

describe('tables of samples', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await createStore();
  });
  afterAll(() => store.close());

  it('are made once when many processes ask for them at once, and belong to who is logged in', async () => {
    const clients = await Promise.all(Array.from({ length: 10 }, () => open(store.database.url)));
    const results = await Promise.all(
      clients.flatMap((client, index) => ensureMetricTable(client, shape(`metric_${index % 2}`, 'a', `c_${index}`))),
    );
    expect(results.filter(({ changes }) => changes.some((change) => change.startsWith('table')))).toHaveLength(2);
    const { rows } = await store.client.query(
      `SELECT array_agg(attname::text ORDER BY attname) AS columns FROM pg_attribute
       WHERE attrelid = 'samples.metric_0_data'::regclass`,
    );
    expect(rows).toEqual([{ columns: ['a', 'c_0', 'c_2', 'c_4', 'c_6', 'c_8'] }]);
    const owners = await store.client.query(
      "SELECT DISTINCT relowner::regrole::text AS owner FROM pg_class WHERE relname LIKE 'metric\\_%'",
    );
    expect(owners.rows).toEqual([{ owner: store.database.owner }]);
    await Promise.all(clients.map((client) => client.end()));
  });

  it('cost one query when nothing is new', async () => {
    const asked: unknown[] = [];
    const counting = {
      query: (...query: Parameters<typeof store.client.query>) => {
        asked.push(query[0]);
        return store.client.query(...query);
      },
    } as unknown as typeof store.client;
    expect(await ensureMetricTable(counting, shape('metric_0', 'a'))).toEqual({ changes: [] });
    expect(asked).toHaveLength(1);
  });

  it('refuse names that cannot be stored, whatever the query called them', async () => {
    const refusal = { code: 'configuration' };
    await expect(ensureMetricTable(store.client, shape('Robert"; DROP TABLE x', 'a'))).rejects.toMatchObject(refusal);
    for (const taken of ['metric_0_data', 'metric_0_20261122', 'metric_0_pkey']) {
      await expect(ensureMetricTable(store.client, shape(taken, 'a'))).rejects.toMatchObject(refusal);
    }
    await expect(ensureMetricTable(store.client, shape('m', 'time'))).rejects.toMatchObject(refusal);
    await expect(ensureMetricTable(store.client, shape('m', 'a', 'a'))).rejects.toMatchObject(refusal);
    await expect(ensureMetricTable(store.client, shape('m', ''))).rejects.toMatchObject(refusal);
  });

  it('take odd column names as they are', async () => {
    await ensureMetricTable(store.client, shape('odd', 'we"ird', "it's", 'ünïcode', 'select'));
    const { rows } = await store.client.query("SELECT data->>'it''s' AS value FROM odd");
    expect(rows).toEqual([]);
  });

  it('refuse what no longer fits what is stored', async () => {
    await ensureMetricTable(store.client, shape('typed', 'a'));
    const wider: MetricShape = { metric: 'typed', tags: [], columns: [{ name: 'a', type: 'float8' }] };
    await expect(ensureMetricTable(store.client, wider)).rejects.toMatchObject({ code: 'configuration' });
    const tagged = { ...shape('typed', 'a'), tags: ['x'] };
    await expect(ensureMetricTable(store.client, tagged)).rejects.toMatchObject({ code: 'configuration' });
  });

  it('get their partitions ahead, once, from several processes at a time', async () => {
    const other = await open(store.database.url);
    const range = { from: new Date('2025-12-30T10:00:00Z'), to: new Date('2026-01-02T10:00:00Z') };
    const results = await Promise.all([ensurePartitions(store.client, range), ensurePartitions(other, range)]);
    const created = results.flatMap((result) => result.created).filter((name) => name.startsWith('metric_0_'));
    expect(created.sort()).toEqual(['metric_0_20251225', 'metric_0_20260101']);
    expect(await ensurePartitions(store.client, range)).toEqual({ created: [] });
    await other.end();
  });

  it('cut days at midnight UTC, whatever the time zone and date style of the session', async () => {
    await store.client.query(`INSERT INTO pgwatch2.metric (name, description, versions, storage)
      VALUES ('metric_1', '', '[]', '{"volume": "large"}')`);
    await store.client.query("SET timezone = 'Pacific/Auckland'; SET datestyle = 'SQL, DMY'");
    const range = {
      from: new Date('2025-06-01T00:00:00Z'),
      to: new Date('2025-06-01T23:59:59Z'),
      metrics: ['metric_1'],
    };
    await ensurePartitions(store.client, range);
    expect(await ensurePartitions(store.client, range)).toEqual({ created: [] });
    await store.client.query("SET timezone = 'UTC'; SET datestyle = 'ISO, MDY'");
    const { rows } = await store.client.query(
      "SELECT pg_get_expr(relpartbound, oid) AS bounds FROM pg_class WHERE relname = 'metric_1_20250601'",
    );
    expect(rows).toEqual([{ bounds: "FOR VALUES FROM ('2025-06-01 00:00:00+00') TO ('2025-06-02 00:00:00+00')" }]);
  });

  it('keep small numbers in four bytes, without padding, and are extended and shown like any other', async () => {
    const { client } = store;
    const columns: MetricShape['columns'] = [
      { name: 'flag', type: 'int4' },
      { name: 'counter', type: 'int8' },
      { name: 'note', type: 'text' },
      { name: 'share', type: 'float8' },
      { name: 'sessions', type: 'int4' },
    ];
    const metric = 'narrow';
    await ensureMetricTable(client, { metric, tags: [], columns });
    const { rows: order } = await client.query<{ name: string }>(
      `SELECT attname::text AS name FROM pg_attribute
       WHERE attrelid = 'samples.narrow'::regclass AND attnum > 0 ORDER BY attnum`,
    );
    expect(order.map(({ name }) => name)).toEqual(
      'time fetched_at counter share source_id flag sessions note'.split(' '),
    );
    await ensureMetricTable(client, { metric, tags: [], columns: [...columns, { name: 'late', type: 'int8' }] });
    const fetch = {
      sourceId: await addSource(client),
      metric,
      tick: new Date(),
      fetchedAt: new Date(),
      columns: [...columns.map(({ name }) => name), 'late'],
      series: null,
    };
    expect(await writeFetches(client, [{ ...fetch, values: ['1', '2', 'three', '4.5', '6', '7'] }])).toMatchObject({
      written: 1,
    });
    const { rows } = await client.query("SELECT data::jsonb AS data, data->>'sessions' AS sessions FROM public.narrow");
    expect(rows).toEqual([
      { data: { flag: 1, counter: 2, note: 'three', share: 4.5, sessions: 6, late: 7 }, sessions: '6' },
    ]);
    // A store of before has wide columns, and keeps them.
    await client.query('ALTER TABLE samples.metric_0 ADD COLUMN sessions int8');
    await ensureMetricTable(client, { metric: 'metric_0', tags: [], columns: [{ name: 'sessions', type: 'int4' }] });
  });

  it('lose the partitions that are wholly older than the retention, and no other', async () => {
    const now = new Date('2026-01-05T12:00:00Z');
    const history = { rawDays: 4, tenMinutesDays: 4, retentionDays: 4 };
    const { dropped, busy } = await keepHistory(store.client, { history, now });
    expect(busy).toEqual([]);
    expect(dropped.filter((name) => name.startsWith('metric_0_'))).toEqual(['metric_0_20251225']);
    expect(dropped).toContain('metric_1_20250601');
    expect((await keepHistory(store.client, { history, now })).dropped).toEqual([]);
  });

  it('leave a partition that somebody is reading for the next time', async () => {
    const reader = await open(store.database.url);
    await reader.query('BEGIN; SELECT * FROM samples.metric_0_20260101');
    const options = {
      history: { rawDays: 1, tenMinutesDays: 1, retentionDays: 1 },
      now: new Date('2026-01-12T12:00:00Z'),
    };
    expect(await keepHistory(store.client, options)).toMatchObject({ busy: ['metric_0'], isDone: true });
    await reader.end();
    expect((await keepHistory(store.client, options)).dropped).toEqual(['metric_0_20260101']);
  });

  it('go on being dropped when one of another metric cannot be, and the reason names what is in the way', async () => {
    const days = { from: new Date('2026-01-05T00:00:00Z'), to: new Date('2026-01-06T00:00:00Z') };
    await ensurePartitions(store.client, { ...days, metrics: ['metric_0', 'metric_1'] });
    const { rows } = await store.client.query<{ name: string }>(
      `SELECT min(inhrelid::regclass::text) AS name FROM pg_inherits WHERE inhparent = 'samples.metric_0'::regclass`,
    );
    await store.client.query(`CREATE VIEW public.of_a_person AS SELECT * FROM ${rows[0]?.name}`);
    const options = {
      history: { rawDays: 1, tenMinutesDays: 1, retentionDays: 1 },
      now: new Date('2026-03-12T12:00:00Z'),
    };
    const { dropped, failed, isDone } = await keepHistory(store.client, options);
    expect(failed).toEqual([{ metric: 'metric_0', reason: expect.stringContaining('view of_a_person depends on') }]);
    expect(dropped.filter((name) => name.startsWith('metric_1_')).length).toBeGreaterThan(0);
    expect(isDone).toBe(true);
    const skip = new Set(['metric_0']);
    expect(await keepHistory(store.client, { ...options, skip })).toMatchObject({ dropped: [], failed: [] });
    await store.client.query('DROP VIEW public.of_a_person');
    expect((await keepHistory(store.client, options)).failed).toEqual([]);
  });
});

describe('series', () => {
  let store: TestStore;
  let sourceId: number;
  beforeAll(async () => {
    store = await createStore();
    sourceId = await addSource(store.client);
  });
  afterAll(() => store.close());
  const ask = (...tagSets: Record<string, string | null>[]) =>
    seriesIds(store.client, { sourceId, metric: 'stat_statements', tagSets });

  it('keep their id, in the order that is asked for, and tell which are new until their details are known', async () => {
    const first = await ask({ queryid: '1' }, { queryid: '2' });
    expect(first.newIndexes).toEqual([0, 1]);
    await setSeriesDetails(store.client, [{ id: first.ids[0] as number, tags: { query: 'SELECT 1' } }]);
    expect(await ask({ queryid: '3' }, { queryid: '2' }, { queryid: '1' })).toEqual({
      ids: [expect.any(Number), first.ids[1], first.ids[0]],
      newIndexes: [0, 1],
    });
  });

  it('are the same with a null tag as without it, and whatever the order of the tags', async () => {
    const { ids } = await ask({ a: 'x', b: 'y' }, { b: 'y', a: 'x', c: null });
    expect(ids[0]).toBe(ids[1]);
  });

  it('get one id when many processes see them first', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, () => open(store.database.url)));
    const tagSets = Array.from({ length: 200 }, (_, index) => ({ queryid: `race ${index}` }));
    const results = await Promise.all(
      clients.map((client, index) =>
        seriesIds(client, { sourceId, metric: 'm', tagSets: index % 2 ? tagSets : [...tagSets].reverse() }),
      ),
    );
    for (const [index, { ids }] of results.entries()) {
      expect(index % 2 ? ids : [...ids].reverse()).toEqual(results[1]?.ids);
    }
    expect(new Set(results[1]?.ids).size).toBe(200);
    await Promise.all(clients.map((client) => client.end()));
  });

  it('are removed when no partition is left that may name them', async () => {
    const metric = 'short';
    await ensureMetricTable(store.client, { metric, tags: ['queryid'], columns: [{ name: 'calls', type: 'int8' }] });
    await ensurePartitions(store.client, { from: new Date(), to: new Date(), metrics: [metric] });
    const askShort = (...queryids: string[]) =>
      seriesIds(store.client, { sourceId, metric, tagSets: queryids.map((queryid) => ({ queryid })) });
    const { ids } = await askShort('gone', 'rare', 'kept');
    const [gone, rare, kept] = ids as [number, number, number];
    const setAge = (id: number, days: number) =>
      store.client.query('UPDATE pgwatch2.series SET last_seen = current_date - $2::int WHERE id = $1', [id, days]);
    // The partition began up to six days ago.
    await Promise.all([setAge(gone, 9), setAge(rare, 9), setAge(kept, 1)]);
    expect((await askShort('rare')).ids).toEqual([rare]); // its return makes it young again
    expect(await dropOldSeries(store.client)).toEqual({ dropped: 1 });
    const left = await store.client.query('SELECT id FROM pgwatch2.series WHERE id = ANY ($1) ORDER BY id', [ids]);
    expect(left.rows).toEqual([rare, kept].sort((a, b) => a - b).map((id) => ({ id })));
    expect((await askShort('gone')).newIndexes).toEqual([0]);
  });

  it('do not use up ids when nothing is new', async () => {
    const before = await ask({ queryid: 'before' });
    for (let round = 0; round < 20; round++) await ask({ queryid: '1' }, { queryid: '2' }, { queryid: '3' });
    const after = await ask({ queryid: 'after' });
    expect((after.ids[0] as number) - (before.ids[0] as number)).toBe(1);
    expect(await ask()).toEqual({ ids: [], newIndexes: [] });
  });
});
