import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { metrics, presets } from '@pgwatch-heroku/metrics';
import {
  ensureMetricTable,
  loadDefinitions,
  type MetricShape,
  seriesIds,
  setSeriesDetails,
  writeFetches,
} from '../src/index.js';
import { addSource, createStore, type TestStore } from './store.js';

// The shapes of queries that pgwatch's own dashboards are made of, in each of their generations; the queries are ours.
const start = Date.UTC(2026, 10, 22, 12);
const tick = (minute: number) => new Date(start + minute * 60_000);
const now = tick(59);
const int8 = (names: string): MetricShape['columns'] => names.split(' ').map((name) => ({ name, type: 'int8' }));
const float8 = (names: string): MetricShape['columns'] => names.split(' ').map((name) => ({ name, type: 'float8' }));

const shapes: MetricShape[] = [
  { metric: 'db_stats', tags: [], columns: int8('xact_commit xact_rollback blks_hit blks_read numbackends') },
  { metric: 'instance_up', tags: [], columns: int8('is_up instance_up') },
  { metric: 'stat_statements', tags: ['queryid'], columns: [...int8('calls rows'), ...float8('total_time')] },
  { metric: 'table_stats', tags: ['schema', 'table_full_name'], columns: int8('total_relation_size_b seq_scan') },
  { metric: 'settings_num', tags: ['name'], columns: float8('value') },
  { metric: 'checkpointer', tags: [], columns: [...int8('num_timed num_requested'), ...float8('write_time')] },
  {
    metric: 'bgwriter',
    tags: [],
    columns: [...int8('checkpoints_timed checkpoints_req'), ...float8('checkpoint_write_time')],
  },
];
const tagSets: Record<string, Record<string, string>[]> = {
  stat_statements: [{ queryid: '-17' }, { queryid: '42' }],
  table_stats: [
    { schema: 'public', table_full_name: 'public.item' },
    { schema: 'public', table_full_name: 'public.sale' },
  ],
  settings_num: [{ name: 'max_connections' }, { name: 'work_mem' }],
};

let store: TestStore;
beforeAll(async () => {
  store = await createStore();
  const sourceId = await addSource(store.client);
  await loadDefinitions(store.client, { metrics, presets });
  for (const shape of shapes) {
    const { metric, columns } = shape;
    await ensureMetricTable(store.client, shape);
    const sets = tagSets[metric];
    const series = sets ? (await seriesIds(store.client, { sourceId, metric, tagSets: sets })).ids : null;
    if (metric === 'stat_statements' && series)
      await setSeriesDetails(
        store.client,
        series.map((id) => ({ id, tags: { query: `SELECT ${id}` } })),
      );
    const values = (minute: number) =>
      columns.map((_column, column) => {
        const value = (element: number) => String(100 * (element + 1) + minute * (column + 1) * (element + 1));
        return series ? `{${series.map((_id, element) => value(element))}}` : value(0);
      });
    const fetches = Array.from({ length: 10 }, (_, minute) => ({
      sourceId,
      metric,
      tick: tick(minute),
      fetchedAt: tick(minute),
      columns: columns.map(({ name }) => name),
      values: values(minute),
      series,
    }));
    await writeFetches(store.client, fetches, { now });
  }
});
afterAll(() => store.close());

const inRange = `time >= '${tick(0).toISOString()}' AND time < '${now.toISOString()}'`;
const ask = async (sql: string) => (await store.client.query(sql)).rows;

describe('a query in the way of a published dashboard finds data', () => {
  it('drop-down: the databases that have a metric', async () => {
    const sql = `SELECT DISTINCT dbname FROM admin.all_distinct_dbname_metrics WHERE metric = 'table_stats' ORDER BY 1`;
    expect(await ask(sql)).toEqual([{ dbname: 'SALES' }]);
  });

  it('rate of a counter: differences over a window, resets left out', async () => {
    const rows = await ask(`
      SELECT to_timestamp(floor(extract(epoch FROM time) / 300) * 300) AS time, avg((more / seconds)::numeric)::float8 AS tps
      FROM (
        SELECT time, total, total - lag(total) OVER w AS more, extract(epoch FROM time - lag(time) OVER w) AS seconds
        FROM (
          SELECT time, (data->>'xact_commit')::int8 + (data->>'xact_rollback')::int8 AS total
          FROM db_stats WHERE dbname = 'SALES' AND ${inRange}
        ) x
        WINDOW w AS (ORDER BY time)
      ) y
      WHERE more >= 0 GROUP BY 1 ORDER BY 1`);
    expect(rows.map(({ tps }) => tps)).toEqual([3 / 60, 3 / 60]);
  });

  it('gauge, by the cast of a jsonb number', async () => {
    const rows = await ask(
      `SELECT max((data->'numbackends')::float) AS most FROM db_stats WHERE dbname = 'SALES' AND ${inRange}`,
    );
    expect(rows).toEqual([{ most: 145 }]);
  });

  it('last value, by order and by a maximum', async () => {
    const byOrder = await ask(
      `SELECT (data->>'xact_commit')::int AS n FROM db_stats WHERE dbname = 'SALES' AND ${inRange} ORDER BY time DESC LIMIT 1`,
    );
    const byMaximum = await ask(
      `SELECT (data->>'xact_commit')::int AS n FROM db_stats d WHERE dbname = 'SALES'
         AND time = (SELECT max(time) FROM db_stats WHERE dbname = d.dbname AND ${inRange})`,
    );
    expect(byOrder).toEqual([{ n: 109 }]);
    expect(byMaximum).toEqual(byOrder);
  });

  it('top of a period, by first and last value per tag', async () => {
    const rows = await ask(`
      SELECT tag_data->>'queryid' AS queryid, max(tag_data->>'query') AS query,
        max((data->>'calls')::int8) - min((data->>'calls')::int8) AS calls
      FROM stat_statements
      WHERE dbname = 'SALES' AND ${inRange} AND tag_data->>'query' !~* 'deallocate'
      GROUP BY 1 ORDER BY calls DESC LIMIT 1`);
    expect(rows).toEqual([{ queryid: '42', query: expect.stringMatching(/^SELECT/), calls: '18' }]);
  });

  it('one statement, by containment of its tag', async () => {
    const rows = await ask(
      `SELECT count(*)::int AS n FROM stat_statements WHERE dbname = 'SALES' AND tag_data @> '{"queryid": "-17"}' AND ${inRange}`,
    );
    expect(rows).toEqual([{ n: 10 }]);
  });

  it('many rates at once, by the pairs of a row', async () => {
    const rows = await ask(`
      SELECT key, max(value::text::float8) AS most
      FROM db_stats, jsonb_each(data)
      WHERE dbname = 'SALES' AND ${inRange} AND key LIKE 'blks%' GROUP BY 1 ORDER BY 1`);
    expect(rows.map(({ key }) => key)).toEqual(['blks_hit', 'blks_read']);
  });

  it('several databases, as a list', async () => {
    const rows = await ask(
      `SELECT DISTINCT tag_data->>'table_full_name' AS name FROM table_stats WHERE dbname IN ('SALES','CRM') AND ${inRange} ORDER BY 1`,
    );
    expect(rows).toEqual([{ name: 'public.item' }, { name: 'public.sale' }]);
  });

  it('a setting by its name, as newer generations ask', async () => {
    const rows = await ask(
      `SELECT (data->>'value')::numeric::float8 AS v FROM settings_num WHERE dbname = 'SALES' AND tag_data->>'name' = 'work_mem' ORDER BY time LIMIT 1`,
    );
    expect(rows).toEqual([{ v: 200 }]);
  });

  it('checkpoints of all versions in one union, old and new names', async () => {
    const rows = await ask(`
      SELECT count(*)::int AS n, max(timed)::int AS timed
      FROM (
        SELECT time, coalesce((data->>'num_timed')::int8, (data->>'checkpoints_timed')::int8) AS timed FROM checkpointer WHERE ${inRange}
        UNION ALL
        SELECT time, (data->>'checkpoints_timed')::int8 FROM bgwriter WHERE ${inRange}
      ) both_names`);
    expect(rows).toEqual([{ n: 20, timed: 109 }]);
  });

  it('databases that are down, by either name of the column', async () => {
    const rows = await ask(`
      SELECT DISTINCT ON (dbname) dbname, (data->>'is_up')::int AS old_name, (data->'instance_up')::int AS new_name
      FROM instance_up WHERE ${inRange} ORDER BY dbname, time DESC`);
    expect(rows).toEqual([{ dbname: 'SALES', old_name: 109, new_name: 118 }]);
  });

  it('a day before, by a shifted time', async () => {
    const rows = await ask(`
      SELECT count(*)::int AS n FROM (
        SELECT time + '1d'::interval AS time FROM db_stats WHERE dbname = 'SALES' AND ${inRange}
      ) shifted WHERE time > '${new Date(start + 86_000_000).toISOString()}'`);
    expect(rows).toEqual([{ n: 10 }]);
  });

  it('what the source is asked for, though nothing has come yet: a table without rows and no error', async () => {
    await loadDefinitions(store.client, { metrics, presets, emptyTables: ['psutil_cpu', 'server_log_event_counts'] });
    expect(await ask(`SELECT (data->>'load_1m')::float8 FROM psutil_cpu WHERE dbname = 'SALES'`)).toEqual([]);
    expect(await ask(`SELECT dbname FROM configured_dbs WHERE time > now() - '15 minutes'::interval`)).toEqual([
      { dbname: 'SALES' },
    ]);
  });
});
