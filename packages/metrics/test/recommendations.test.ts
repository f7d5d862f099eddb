import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { createMonitored, fetchMetric, type Monitored, open } from './support.js';

let monitored: Monitored;
let worker: Client;
const found = async (topic?: string) =>
  (await fetchMetric(monitored.owner, 'recommendations')).rows.filter(
    (row) => topic === undefined || row['tag_reco_topic'] === topic,
  );

beforeAll(async () => {
  monitored = await createMonitored();
  worker = await open(monitored.database.url, false);
});
afterAll(async () => {
  await worker.end();
  await monitored.close();
});

it('says that there is nothing to say', async () => {
  expect(await found()).toEqual([
    expect.objectContaining({ tag_reco_topic: 'dummy', tag_object_name: '-', recommendation: 'no recommendations' }),
  ]);
});

it('finds what is set up badly, each under its topic, and no longer says that there is nothing', async () => {
  await worker.query(`
    CREATE TABLE public.orders (id int PRIMARY KEY, amount int, rare int, "odd name" text);
    INSERT INTO public.orders SELECT i, i % 9000, CASE WHEN i % 10 = 0 THEN i END FROM generate_series(1, 120000) i;
    CREATE UNIQUE INDEX kept ON public.orders (amount, id);
    CREATE INDEX "Twin" ON public.orders (amount, id);
    CREATE INDEX other_order ON public.orders (amount DESC, id);
    CREATE INDEX sparse ON public.orders (rare);
    CREATE FUNCTION public.noop() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN RETURN NEW; END';
    CREATE FUNCTION public.safe() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT 1';
    CREATE TRIGGER asleep BEFORE INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.noop();
    ALTER TABLE public.orders DISABLE TRIGGER asleep;
    CREATE VIEW public.v1 AS SELECT * FROM public.orders;
    CREATE VIEW public.v2 AS SELECT a.id FROM public.v1 a JOIN public.v1 b USING (id);
    CREATE VIEW public.v3 AS SELECT * FROM public.v2;
    CREATE VIEW public.v4 AS SELECT a.id FROM public.v3 a JOIN public.v1 b USING (id);
    GRANT CREATE ON SCHEMA public TO PUBLIC`);
  await worker.query('ANALYZE public.orders');

  expect(await found('dummy')).toEqual([]);
  expect(await found('default_public_schema_privs')).toMatchObject([{ tag_object_name: 'public' }]);
  expect(await found('disabled_triggers')).toMatchObject([
    { tag_object_name: 'public.orders', extra_info: 'switched off: asleep' },
  ]);
  expect(await found('overly_nested_views')).toMatchObject([{ tag_object_name: 'public.v4' }]);
  expect(await found('sprocs_wo_search_path')).toMatchObject([{ tag_object_name: 'public.noop()' }]);
  expect(await found('partial_index_candidates')).toMatchObject([
    { tag_object_name: 'public.sparse', extra_info: expect.stringMatching(/^(89|90|91) % of the column is null/) },
  ]);
  const indexes = await found('drop_index');
  expect(indexes.filter((row) => row['tag_issue_type'] === 'duplicate')).toMatchObject([
    {
      tag_object_name: 'public."Twin"',
      tag_table_full_name: 'public.orders',
      recommendation: 'DROP INDEX CONCURRENTLY public."Twin";',
      extra_info: 'does the same as public.kept',
      affected_count: '2',
      index_def: expect.stringContaining('CREATE UNIQUE INDEX kept'),
    },
  ]);
  // Neither what keeps rows unique nor what is in use.
  const unused = indexes.filter((row) => row['tag_issue_type'] === 'unused').map((row) => row['tag_object_name']);
  expect(unused.sort()).toEqual(['public."Twin"', 'public.other_order', 'public.sparse']);
});

it('does not wait for a table that somebody has locked', async () => {
  await worker.query('BEGIN; LOCK public.orders');
  expect((await found('drop_index')).find((row) => row['tag_issue_type'] === 'duplicate')).toMatchObject({
    index_def: null,
  });
  await worker.query('ROLLBACK');
});
