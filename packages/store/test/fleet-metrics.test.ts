import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Queryable } from '@pgwatch-heroku/shared';
import { FleetMetrics, type RoleMetrics } from '../src/index.js';
import { addSource, createStore, open, type TestStore } from './store.js';

let store: TestStore;
let ids: number[];
beforeAll(async () => {
  store = await createStore();
  ids = [];
  for (const name of ['ONE', 'TWO', 'OTHER']) ids.push(await addSource(store.client, name));
  await store.client.query(`
    INSERT INTO pgwatch2.metric (name, description, versions)
    SELECT name, '', '[{"minMajor": 15, "sql": "SELECT 1 AS value"}]' FROM unnest('{a,b}'::text[]) name;
    INSERT INTO pgwatch2.preset_metric VALUES ('heroku_postgres', 'a', 60), ('heroku_postgres', 'b', 60);
    UPDATE pgwatch2.source SET custom_metrics = '{"b": 5}' WHERE name = 'OTHER'`);
});
afterAll(() => store.close());

const metricsOf = (all: ReadonlyMap<number, RoleMetrics>) => ids.map((id) => all.get(id)?.primary ?? []);

it('holds the definitions of a fleet once, however many sources are asked them and however often they are read', async () => {
  const fleet = new FleetMetrics();
  const [one, two, other] = metricsOf(await fleet.read(store.client));
  expect(one).toHaveLength(2);
  expect(two).toBe(one);
  expect(other).not.toBe(one);
  expect(other?.map(({ intervalSeconds }) => intervalSeconds)).toEqual([60, 5]);
  for (const [i, { metric }] of (other ?? []).entries()) expect(metric).toBe(one?.[i]?.metric);
  const again = metricsOf(await fleet.read(store.client));
  expect(again[0]).toBe(one);
  expect(again[2]).toBe(other);
});

it('gives another object where a definition was changed, and only there', async () => {
  const fleet = new FleetMetrics();
  const [before] = metricsOf(await fleet.read(store.client));
  await store.client.query(`UPDATE pgwatch2.metric SET description = 'new words' WHERE name = 'a'`);
  const [after] = metricsOf(await fleet.read(store.client));
  expect(after?.map(({ metric }) => metric.description)).toEqual(['new words', '']);
  expect(after?.[1]?.metric).toBe(before?.[1]?.metric);
});

it('asks two queries, however many sources there are, and reads alike on a connection that gives text only', async () => {
  const client = await open(store.database.url, { rawText: true });
  const queries: unknown[] = [];
  const counted = {
    query(...args: [string]) {
      queries.push(args[0]);
      return client.query(...args);
    },
  };
  const read = await new FleetMetrics().read(counted as unknown as Queryable);
  expect(queries).toHaveLength(2);
  expect(read).toEqual(await new FleetMetrics().read(store.client));
  await client.end();
});
