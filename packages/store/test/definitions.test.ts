import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Metric, metrics, presets } from '@pgwatch-heroku/metrics';
import { loadDefinitions, readSourceMetrics } from '../src/index.js';
import { addSource, createStore, open, type TestStore } from './store.js';

describe('definitions', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await createStore();
  });
  afterAll(() => store.close());

  it('loads what is shipped once, also when several processes do it at once', async () => {
    const clients = await Promise.all(Array.from({ length: 5 }, () => open(store.database.url)));
    const results = await Promise.all(clients.map((client) => loadDefinitions(client, { metrics, presets })));
    const changed = results.flatMap((result) => result.changed).filter((name) => name.startsWith('metric'));
    expect(changed.sort()).toEqual(metrics.map(({ name }) => `metric ${name}`).sort());
    expect(await loadDefinitions(store.client, { metrics, presets })).toEqual({ changed: [] });
    await Promise.all(clients.map((client) => client.end()));
  });

  it('gives a source the metrics of its preset exactly as they were defined', async () => {
    const id = await addSource(store.client);
    const given = await readSourceMetrics(store.client, id);
    const named = metrics.filter(({ name }) => name in (presets[0]?.metrics ?? {}));
    expect(given.map(({ metric }) => metric)).toEqual(named.sort((a, b) => (a.name < b.name ? -1 : 1)));
    expect(Object.fromEntries(given.map(({ metric, intervalSeconds }) => [metric.name, intervalSeconds]))).toEqual(
      presets[0]?.metrics,
    );
  });

  it('reads the same on a connection that gives text only', async () => {
    const id = await addSource(store.client);
    const client = await open(store.database.url, { rawText: true });
    expect(await readSourceMetrics(client, id)).toEqual(await readSourceMetrics(store.client, id));
    await client.end();
  });

  it('says what an update changed, and drops from a shipped preset what is no longer in it', async () => {
    const [first, ...rest] = metrics as [Metric, ...Metric[]];
    const changedMetrics = [{ ...first, description: 'new words' }, ...rest];
    const changedPresets = presets.map((preset) =>
      preset.name === 'heroku_postgres' ? { ...preset, metrics: { db_stats: 30, backends: 60 } } : preset,
    );
    expect(await loadDefinitions(store.client, { metrics: changedMetrics, presets: changedPresets })).toEqual({
      changed: ['metric instance_up', 'preset heroku_postgres'],
    });
    const { rows } = await store.client.query(
      "SELECT metric, interval_seconds FROM pgwatch2.preset_metric WHERE preset = 'heroku_postgres' ORDER BY 1",
    );
    expect(rows).toEqual([
      { metric: 'backends', interval_seconds: 60 },
      { metric: 'db_stats', interval_seconds: 30 },
    ]);
  });

  it("keeps a person's own metrics and presets, also under a shipped name", async () => {
    await store.client.query(`
      UPDATE pgwatch2.metric SET description = 'mine', origin = 'user' WHERE name = 'db_size';
      UPDATE pgwatch2.preset SET origin = 'user' WHERE name = 'heroku_postgres';
      INSERT INTO pgwatch2.metric (name, description, versions) VALUES ('own', 'own', '[]');
      INSERT INTO pgwatch2.preset (name, description) VALUES ('own', 'own');
      INSERT INTO pgwatch2.preset_metric VALUES ('own', 'own', 10)`);
    await loadDefinitions(store.client, { metrics, presets });
    const { rows } = await store.client.query(
      `SELECT (SELECT description FROM pgwatch2.metric WHERE name = 'db_size') AS db_size,
         (SELECT count(*)::int FROM pgwatch2.preset_metric WHERE preset = 'heroku_postgres') AS shipped,
         (SELECT count(*)::int FROM pgwatch2.preset_metric WHERE preset = 'own') AS own`,
    );
    expect(rows).toEqual([{ db_size: 'mine', shipped: 2, own: 1 }]);
  });
});
