import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyTables, metrics } from '@pgwatch-heroku/metrics';
import { eventShapes } from '@pgwatch-heroku/store';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { instanceUpFetch } from '../src/fetch/instance-up.js';
import { planMetric } from '../src/fetch/metric-plan.js';
import { openSource } from '../src/fetch/open-source.js';
import { read, unfillable } from './published-dashboards.js';
import { open } from './support.js';

/** By table, what the collector stores: keys of data, and of tag_data. */
const stored = new Map<string, { data: Set<string>; tags: Set<string> }>();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const admin = await open(database.superuserUrl);
  for (const name of ['pg_stat_statements', 'pgstattuple']) await admin.query(`CREATE EXTENSION ${name}`);
  await admin.end();
  const live = await openSource(database.url, 'DASHBOARDS');
  for (const metric of metrics.filter(({ versions }) => versions.length > 0)) {
    const plan = await planMetric(live.session, live.facts, metric);
    if ('unavailable' in plan) continue;
    const texts = plan.detailsSql ? await live.session.query(plan.detailsSql, { values: [[]] }) : { fields: [] };
    add({ ...plan.shape, tags: [...plan.shape.tags, ...texts.fields.map(({ name }) => name)] });
  }
  await live.close();
  add(instanceUpFetch(1, 0, true).shape);
  for (const shape of eventShapes) add(shape);
});
afterAll(() => database.drop());

function add(shape: { metric: string; tags: readonly string[]; columns: readonly { name: string }[] }): void {
  const table = stored.get(shape.metric) ?? { data: new Set(), tags: new Set() };
  stored.set(shape.metric, table);
  for (const tag of shape.tags) table.tags.add(tag);
  for (const { name } of shape.columns) {
    // A value that the view shows among the tags.
    if (name.startsWith('tag_')) table.tags.add(name.slice('tag_'.length));
    else table.data.add(name);
  }
}

const words = (text: string) => text.split(/\s+/).filter(Boolean);

describe("pgwatch's dashboards find what they read", () => {
  it.each(Object.entries(read))('in %s', (table, keys) => {
    const [data = '', tags = ''] = keys.split('|');
    const missing = {
      data: words(data).filter((key) => !stored.get(table)?.data.has(key)),
      tags: words(tags).filter((key) => !stored.get(table)?.tags.has(key)),
    };
    expect(missing).toEqual({ data: [], tags: [] });
  });

  it('and an empty table where there is nothing to be had', () => {
    expect(Object.values(emptyTables).flat()).toEqual(expect.arrayContaining([...unfillable]));
    expect(unfillable.filter((table) => stored.has(table))).toEqual([]);
  });
});
