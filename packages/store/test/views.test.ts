import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { metrics } from '@pgwatch-heroku/metrics';
import { createTestRole } from '@pgwatch-heroku/testkit';
import {
  ensureMetricTable,
  ensurePartitions,
  loadDefinitions,
  type MetricShape,
  seriesIds,
  setSeriesDetails,
  writeFetches,
} from '../src/index.js';
import { addSource, createStore, open, type TestStore } from './store.js';

const tick = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
const now = tick(59);
const dbStats: MetricShape = {
  metric: 'db_stats',
  tags: [],
  columns: [
    { name: 'xact_commit', type: 'int8' },
    { name: 'blk_read_time', type: 'float8' },
    { name: 'is_primary', type: 'bool' },
    { name: 'note', type: 'text' },
  ],
};
const statements: MetricShape = {
  metric: 'stat_statements',
  tags: ['queryid'],
  columns: [
    { name: 'calls', type: 'int8' },
    { name: 'total_time', type: 'float8' },
    { name: 'users', type: 'text' },
  ],
};

describe('views in the shape of pgwatch', () => {
  let store: TestStore;
  let sourceId: number;

  beforeAll(async () => {
    store = await createStore();
    sourceId = await addSource(store.client);
    await addSource(store.client, 'CRM');
    await loadDefinitions(store.client, { metrics, presets: [] });
    await ensureMetricTable(store.client, dbStats);
    await ensureMetricTable(store.client, statements);
    const { ids } = await seriesIds(store.client, {
      sourceId,
      metric: 'stat_statements',
      tagSets: [{ queryid: '-1' }, { queryid: '2' }],
    });
    await setSeriesDetails(store.client, [{ id: ids[0] as number, tags: { query: 'SELECT $1' } }]);
    const common = { sourceId, tick: tick(0), fetchedAt: tick(0) };
    await writeFetches(
      store.client,
      [
        {
          ...common,
          metric: 'db_stats',
          columns: ['xact_commit', 'blk_read_time', 'is_primary', 'note'],
          values: ['9223372036854775807', '0.5', 't', null],
          series: null,
        },
        {
          ...common,
          metric: 'stat_statements',
          columns: ['calls', 'total_time', 'users'],
          values: ['{1,20}', '{1.5,2.25}', '{app,NULL}'],
          series: ids,
        },
      ],
      { now },
    );
  });
  afterAll(() => store.close());

  it('give back exactly what was written without tags', async () => {
    const { rows } = await store.client.query('SELECT time, dbname, data::jsonb AS data, tag_data FROM db_stats');
    expect(rows).toEqual([
      {
        time: tick(0),
        dbname: 'SALES',
        // pg reads jsonb as JavaScript does; the digits are checked below.
        data: { xact_commit: expect.any(Number), blk_read_time: 0.5, is_primary: true },
        tag_data: null,
      },
    ]);
    const digits = await store.client.query(
      "SELECT data->>'xact_commit' AS text, (data->'xact_commit')::int8 AS value FROM db_stats",
    );
    expect(digits.rows).toEqual([{ text: '9223372036854775807', value: '9223372036854775807' }]);
  });

  it('give a row per series with the tags and the query, which was stored once', async () => {
    const { rows } = await store.client.query(
      "SELECT data::jsonb AS data, tag_data FROM stat_statements ORDER BY (data->>'calls')::int8",
    );
    expect(rows).toEqual([
      { data: { calls: 1, total_time: 1.5, users: 'app' }, tag_data: { queryid: '-1', query: 'SELECT $1' } },
      { data: { calls: 20, total_time: 2.25 }, tag_data: { queryid: '2' } },
    ]);
  });

  it('show among the tags what is stored as a value because it never repeats', async () => {
    const shape: MetricShape = {
      metric: 'sessions',
      tags: ['slot'],
      columns: [
        { name: 'tag_pid', type: 'int8' },
        { name: 'query', type: 'text' },
      ],
    };
    await ensureMetricTable(store.client, shape);
    const { ids } = await seriesIds(store.client, { sourceId, metric: 'sessions', tagSets: [{ slot: '1' }] });
    await writeFetches(
      store.client,
      [4711, 4712].map((pid, minute) => ({
        sourceId,
        metric: 'sessions',
        tick: tick(minute),
        fetchedAt: tick(minute),
        columns: ['tag_pid', 'query'],
        values: [`{${pid}}`, '{x}'],
        series: ids,
      })),
      { now },
    );
    const { rows } = await store.client.query("SELECT tag_data FROM sessions WHERE tag_data->>'pid' = '4712'");
    expect(rows).toEqual([{ tag_data: { slot: '1', pid: '4712' } }]);
    const series = await store.client.query("SELECT count(*)::int FROM pgwatch2.series WHERE metric = 'sessions'");
    expect(series.rows).toEqual([{ count: 1 }]);
  });

  it("show pgwatch's copy of a tag among the values, which is not stored, also after a column was added", async () => {
    const metric = 'index_stats';
    const scans = { name: 'idx_scan', type: 'int8' as const };
    const shape: MetricShape = { metric, tags: ['index_full_name'], columns: [scans] };
    await ensureMetricTable(store.client, shape);
    const tagSets = [{ index_full_name: 'public.orders_pkey' }];
    const { ids } = await seriesIds(store.client, { sourceId, metric, tagSets });
    const fetch = { sourceId, metric, tick: tick(0), fetchedAt: tick(0), series: ids };
    await writeFetches(store.client, [{ ...fetch, columns: ['idx_scan'], values: ['{7}'] }], { now });
    const definition = { name: 'index_def', type: 'text' as const };
    await ensureMetricTable(store.client, { ...shape, columns: [scans, definition] });
    const { rows } = await store.client.query(
      `SELECT data->>'index_full_name_val' AS name, data->>'idx_scan' AS scans, data->>'index_def' AS definition,
         data::jsonb AS data FROM public.index_stats`,
    );
    const data = { index_full_name_val: 'public.orders_pkey', idx_scan: 7 };
    expect(rows).toEqual([{ name: 'public.orders_pkey', scans: '7', definition: null, data }]);
  });

  it('answer every form that published dashboards use', async () => {
    const { rows } = await store.client.query(`
      SELECT (data->>'calls')::int8 AS int, (data->'total_time')::float AS float, data->>'nothing' AS nothing,
        data->'nothing' AS nothing_json, (SELECT count(*)::int FROM jsonb_each(data)) AS keys, data ? 'users' AS has
      FROM public.stat_statements
      WHERE dbname = 'SALES' AND time > '2026-11-22T11:00:00Z' AND tag_data @> '{"queryid": "2"}'
        AND tag_data->>'queryid' = '2' AND tag_data ? 'queryid'`);
    expect(rows).toEqual([{ int: '20', float: 2.25, nothing: null, nothing_json: null, keys: 2, has: false }]);
  });

  it('read only the partitions of the asked time, and only the asked column', async () => {
    await ensurePartitions(store.client, { from: new Date('2026-11-18T00:00:00Z'), to: now });
    const { rows } = await store.client.query(`EXPLAIN (VERBOSE)
      SELECT time, (data->>'calls')::int8 FROM stat_statements
      WHERE dbname = 'SALES' AND time > '2026-11-21T01:00:00Z'`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan.match(/stat_statements_\d{8} /g)?.map((name: string) => name.trim())).toEqual(
      expect.arrayContaining(['stat_statements_20261121', 'stat_statements_20261122']),
    );
    expect(plan).not.toMatch(/stat_statements_202611(18|19|20)/);
    // The operator is gone from the plan: neither a function call nor a row that is put together.
    expect(plan).not.toMatch(/data_text|->>|ROW\(/);
  });

  it('read no partition at all for a time that is relative to now and out of reach', async () => {
    const { rows } = await store.client.query(
      "EXPLAIN SELECT count(*) FROM stat_statements WHERE time > now() + interval '1000 days'",
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Subplans Removed: 5/);
  });

  it('show a column that was added later, keep grants and old rows', async () => {
    const readerUrl = await createTestRole(store.database, 'grafana');
    const role = new URL(readerUrl).username;
    await store.client.query(
      `GRANT USAGE ON SCHEMA public TO ${role}; GRANT SELECT ON public.db_stats, public.stat_statements TO ${role}`,
    );
    for (const [shape, values, series] of [
      [dbStats, ['8', '7.5'], null],
      [statements, ['{3}', '{7.5}'], [1]],
    ] as const) {
      const wider = { ...shape, columns: [...shape.columns, { name: 'wal_bytes', type: 'float8' as const }] };
      expect(await ensureMetricTable(store.client, wider)).toEqual({
        changes: [`column samples.${shape.metric}.wal_bytes`],
      });
      const first = shape.columns[0]?.name as string;
      await writeFetches(
        store.client,
        [
          {
            sourceId,
            metric: shape.metric,
            tick: tick(1),
            fetchedAt: tick(1),
            columns: [first, 'wal_bytes'],
            values: [...values],
            series: series && [...series],
          },
        ],
        { now },
      );
    }
    const reader = await open(readerUrl);
    for (const view of ['db_stats', 'stat_statements']) {
      const { rows } = await reader.query(
        `SELECT data->>'wal_bytes' AS wal_bytes, data::jsonb ? 'wal_bytes' AS has FROM ${view} ORDER BY time DESC`,
      );
      expect(rows[0]).toEqual({ wal_bytes: '7.5', has: true });
      expect(rows.at(-1)).toEqual({ wal_bytes: null, has: false });
    }
    await expect(reader.query('SELECT * FROM samples.db_stats')).rejects.toMatchObject({ code: '42501' });
    await reader.end();
  });
});
