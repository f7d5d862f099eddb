import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { metrics, selectSql } from '@pgwatch-heroku/metrics';
import { connect } from '@pgwatch-heroku/shared';
import { copiedTags } from '@pgwatch-heroku/store';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { catalogue, ensurePanelTables, metricShapes } from '../src/index.js';
import { describeColumns } from './sql/describe-columns.js';
import { TestStore } from './support/test-store.js';

let store: TestStore;
let monitored: TestDatabase;
beforeAll(async () => {
  store = await TestStore.open();
  monitored = await createTestDatabase();
});
afterAll(async () => {
  await store.close();
  await monitored.drop();
});

it('knows what the metrics give on this version, so that no fetch is refused because of a table made too early', async () => {
  const client = await connect({ url: monitored.superuserUrl, label: 'the database', applicationName: 'test' });
  await client.query('CREATE EXTENSION pg_stat_statements');
  const version = Number((await client.query('SHOW server_version_num')).rows[0].server_version_num);
  for (const { metric, tags, columns } of metricShapes) {
    const definition = metrics.find(({ name }) => name === metric);
    expect(definition).toBeDefined();
    const sql = definition && selectSql(definition, version);
    if (!sql) continue; // made by the collector, or of a newer version
    const given = await describeColumns(client, sql);
    const expected = new Map([
      ...tags.map((tag) => [`tag_${tag}`, 'tag'] as const),
      ...columns.map(({ name, type }) => [name, type] as const),
    ]);
    for (const [name, type] of given) {
      if (copiedTags(metric).has(name)) continue; // the view makes it
      const isTag = name.startsWith('tag_');
      expect([metric, name, expected.get(name.replace(/^loose_/, ''))]).toEqual([metric, name, isTag ? 'tag' : type]);
    }
  }
  await client.end();
});

it('has a table for every metric that a panel reads', () => {
  const known = metricShapes.map(({ metric }) => metric);
  for (const { metrics: read } of catalogue) for (const metric of read) expect(known).toContain(metric);
});

it('leaves what is there alone, and says so when a metric was changed to something else', async () => {
  expect(await ensurePanelTables(store.client)).toEqual({ made: [], refused: [] });
  await store.client.query(
    'ALTER TABLE samples.locks RENAME COLUMN count TO was_count; ALTER TABLE samples.locks ADD COLUMN count bool[]',
  );
  expect(await ensurePanelTables(store.client)).toMatchObject({
    made: [],
    refused: [expect.stringContaining('locks')],
  });
});
