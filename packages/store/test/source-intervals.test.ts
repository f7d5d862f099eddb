import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { FleetMetrics, readMetricProblems, readSourceMetrics, recordMetricState } from '../src/index.js';
import { addSource, createStore, type TestStore } from './store.js';

let store: TestStore;
let id: number;
beforeAll(async () => {
  store = await createStore();
  id = await addSource(store.client);
  await store.client.query(`
    INSERT INTO pgwatch2.metric (name, description, versions)
    SELECT name, '', '[{"minMajor": 15, "sql": "SELECT 1 AS value"}]' FROM unnest('{a,b,c}'::text[]) name;
    INSERT INTO pgwatch2.preset (name, description) VALUES ('lean', '');
    INSERT INTO pgwatch2.preset_metric VALUES ('heroku_postgres', 'a', 60), ('heroku_postgres', 'b', 60), ('lean', 'a', 600)`);
});
afterAll(() => store.close());
beforeEach(() =>
  set('custom_metrics = DEFAULT, custom_metrics_standby = NULL, preset_standby = NULL, only_if_primary = DEFAULT'),
);

const set = (columns: string) => store.client.query(`UPDATE pgwatch2.source SET ${columns} WHERE id = $1`, [id]);
const asked = async (role: 'primary' | 'standby' = 'primary') => {
  const metrics = await readSourceMetrics(store.client, id, role);
  // The collector reads all sources together; it must come to the same.
  expect((await new FleetMetrics().read(store.client)).get(id)?.[role]).toEqual(metrics);
  return Object.fromEntries(metrics.map(({ metric, intervalSeconds }) => [metric.name, intervalSeconds]));
};
const listed = async () =>
  (await store.client.query('SELECT metric FROM admin.all_distinct_dbname_metrics ORDER BY 1')).rows.map(
    (row) => row.metric,
  );

it('puts the intervals of a source above those of its preset, adds what the preset lacks and takes out what is 0', async () => {
  await set(`custom_metrics = '{"a": 5, "b": 0, "c": 30}'`);
  expect(await asked()).toEqual({ a: 5, c: 30 });
  expect(await asked('standby')).toEqual({ a: 5, c: 30 });
  expect(await listed()).toEqual(['a', 'c']);
});

it('asks a standby by its own preset and intervals, or nothing where only the primary is wanted', async () => {
  await set(`custom_metrics = '{"a": 5}', preset_standby = 'lean', custom_metrics_standby = '{"c": 7}'`);
  expect([await asked(), await asked('standby')]).toEqual([
    { a: 5, b: 60 },
    { a: 600, c: 7 },
  ]);
  expect(await listed()).toEqual(['a', 'b', 'c']);
  await set(`preset_standby = NULL`);
  expect(await asked('standby')).toEqual({ c: 7 });
  await set(`only_if_primary = true`);
  expect([await asked(), await asked('standby')]).toEqual([{ a: 5, b: 60 }, {}]);
});

it('gives a metric that is not there without SQL, and reads on where somebody wrote nonsense by hand', async () => {
  await set(`custom_metrics = '{"gone": 5, "a": "often", "b": 1.5, "c": null}'`);
  const metrics = await readSourceMetrics(store.client, id);
  expect((await new FleetMetrics().read(store.client)).get(id)?.primary).toEqual(metrics);
  expect(metrics.map(({ metric }) => [metric.name, metric.versions.length])).toEqual([['gone', 0]]);
});

it('shows problems and warnings of what is asked, and none of what is not asked any more', async () => {
  const at = new Date('2026-01-01T00:00:00Z');
  const report = { sourceId: id, durationMs: 1, rows: 1, at };
  await recordMetricState(store.client, [
    { ...report, metric: 'a', ok: true, warning: 'too many', hint: 'fewer' },
    { ...report, metric: 'b', ok: false, reason: 'broken' },
    { ...report, metric: 'c', ok: false, reason: 'not asked' },
  ]);
  const partial = { metric: 'a', isPartial: true, reason: 'too many', hint: 'fewer', since: at };
  const broken = { metric: 'b', isPartial: false, reason: 'broken', hint: null, since: at };
  expect(await readMetricProblems(store.client, id)).toEqual([partial, broken]);
  const later = { ...report, at: new Date('2026-01-01T00:01:00Z') };
  await recordMetricState(store.client, { ...later, metric: 'a', ok: true, warning: 'still', hint: 'fewer' });
  expect(await readMetricProblems(store.client, id)).toEqual([{ ...partial, reason: 'still' }, broken]);
  const last = { ...report, at: new Date('2026-01-01T00:02:00Z') };
  await recordMetricState(store.client, [
    { ...last, metric: 'a', ok: true },
    { ...last, metric: 'b', ok: true },
  ]);
  expect(await readMetricProblems(store.client, id)).toEqual([]);
});
