import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Metric } from '@pgwatch-heroku/metrics';
import type { Client } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { fetchMetric } from '../src/fetch/fetch-metric.js';
import { type MetricPlan, planMetric } from '../src/fetch/metric-plan.js';
import { type OpenSource, openSource } from '../src/fetch/open-source.js';
import { open } from './support.js';

let database: TestDatabase;
let client: Client;
let live: OpenSource;

beforeAll(async () => {
  database = await createTestDatabase();
  client = await open(database.url);
  live = await openSource(database.url, 'SALES');
});
afterAll(async () => {
  await live.close();
  await client.end();
  await database.drop();
});

const plan = async (sql: string, more: Partial<Metric> = {}) =>
  (await planMetric(live.session, live.facts, {
    name: 'sample',
    description: '',
    appliesTo: 'any',
    versions: [{ minMajor: 15, sql }],
    ...more,
  })) as MetricPlan;
const fetch = async (sql: string, more: Partial<Metric> = {}) => fetchMetric(live.session, await plan(sql, more));

it('passes on hostile values as they are', async () => {
  const texts = ['plain', 'comma, "quote" {brace} back\\slash', "it's", 'ünïcödé 🐘', 'line\nbreak', '', 'NULL', null];
  const numbers = ['9223372036854775807', '-9223372036854775808', '9007199254740993', '0', '1', '2', '3', null];
  const floats = ['NaN', 'Infinity', '-Infinity', '1e-300', '0.1', '0', '-0', null];
  await client.query('CREATE TABLE hostile (n int, tag text, big int8, f float8)');
  for (const [n, tag] of texts.entries()) {
    await client.query('INSERT INTO hostile VALUES ($1, $2, $3, $4)', [n, tag, numbers[n], floats[n]]);
  }
  const fetched = await fetch('SELECT tag AS tag_name, tag AS text_value, big, f FROM public.hostile');
  expect(fetched?.rows).toBe(texts.length);
  const tags = (JSON.parse(fetched?.tags ?? '') as [string | null][]).map(([tag]) => tag);
  expect(new Set(tags)).toEqual(new Set(texts));
  // What PostgreSQL reads back from the texts is what was in the table, beside the right tag.
  const { rows } = await client.query(
    `SELECT count(*)::int AS same FROM unnest($1::text[], $2::text[], $3::int8[], $4::float8[]) AS f (tag, text_value, big, f)
     JOIN hostile h ON (h.tag, h.tag, h.big, h.f) IS NOT DISTINCT FROM (f.tag, f.text_value, f.big, f.f)`,
    [tags, ...(fetched?.values ?? [])],
  );
  expect(rows[0].same).toBe(texts.length);
});

it('keeps one series per tag set, and tells null from the word', async () => {
  const fetched = await fetch(
    "SELECT * FROM (VALUES ('a', NULL, 1), ('a', NULL, 2), ('a', 'NULL', 3)) v (tag_x, tag_y, value)",
  );
  expect(fetched?.tags).toBe('[["a", "NULL"], ["a", null]]');
  expect(fetched?.rows).toBe(2);
});

it('says how many rows share their tags with another, and says nothing where each has its own', async () => {
  const values = (list: string) => fetch(`SELECT * FROM (VALUES ${list}) v (tag_x, tag_y, value)`);
  const alike = await values(
    "('a', 'b', 1), ('a', 'b', 2), ('a', 'c', 3), (NULL, 'd', 4), (NULL, 'd', 5), (NULL, 'd', 6)",
  );
  expect(alike?.rows).toBe(3);
  expect(alike?.cut?.warning).toMatch(/^gives 5 rows whose tags another row has as well/);
  expect(alike?.cut?.hint).toMatch(/tag_<name>/);
  expect(await values("('a', 'b', 1), ('a', 'c', 1)")).not.toHaveProperty('cut');
});

it('says both when rows are too many and some of them alike', async () => {
  const fetched = await fetch('SELECT (i % 2500)::text AS tag_x, i AS value FROM generate_series(1, 2600) i');
  expect(fetched?.rows).toBe(2_000);
  expect(fetched?.cut?.warning).toMatch(/^gives 2500 rows: the 500 .*; gives 200 rows whose tags/);
  expect(JSON.parse(fetched?.tags ?? '')).toHaveLength(2_000);
});

it('orders series by their tags, so that equal sets give equal text', async () => {
  const one = await fetch("SELECT * FROM (VALUES ('b', 1), ('a', 2)) v (tag_x, value)");
  const other = await fetch("SELECT * FROM (VALUES ('a', 5), ('b', 6)) v (tag_x, value)");
  expect(one?.tags).toBe(other?.tags);
  expect(one?.values).toEqual(['{2,1}']);
});

it('has nothing to say where nothing came back', async () => {
  expect(await fetch('SELECT 1 AS value WHERE false')).toBeUndefined();
  expect(await fetch("SELECT 'a' AS tag_x, 1 AS value WHERE false")).toBeUndefined();
});

it('keeps what found no row where that counts as none', async () => {
  const empty = { storage: { keepsEmpty: true } } as const;
  expect(await fetch("SELECT 'a' AS tag_x, 1 AS value, 2.5 AS other WHERE false", empty)).toEqual({
    ...{ rows: 0, tags: '[]', values: ['{}', '{}'] },
  });
  expect(await fetch('SELECT 1 AS value WHERE false', empty)).toBeUndefined();
});

it('stores every type as one of four', async () => {
  const { shape } = await plan(
    "SELECT 1::int2 AS a, 1::numeric AS b, true AS c, now() AS d, '{1}'::int[] AS e, 1::oid AS f, 'x'::name AS g, '1'::xid AS h",
  );
  expect(shape.columns.map(({ type }) => type)).toEqual([
    'int8',
    'float8',
    'bool',
    'text',
    'text',
    'int8',
    'text',
    'text',
  ]);
});

it('stores what never repeats as a value, though dashboards take it for a tag', async () => {
  const { shape } = await plan("SELECT '1' AS tag_slot, 4711 AS loose_tag_pid, 'x' AS query");
  expect(shape).toMatchObject({ tags: ['slot'], columns: [{ name: 'tag_pid', type: 'int8' }, { name: 'query' }] });
  const fetched = await fetch("SELECT '1' AS tag_slot, 4711 AS loose_tag_pid, 'x' AS query");
  expect(fetched).toMatchObject({ tags: '[["1"]]', values: ['{4711}', '{x}'] });
});

it('keeps a column whatever its name is, and that of its metric', async () => {
  for (const name of ['sample', 'constructor']) {
    const { shape } = await plan('SELECT 1 AS constructor, 2 AS name', { name });
    expect(shape.columns.map((column) => column.name)).toEqual(['constructor', 'name']);
  }
});

it('stores under the name of the table, and remembers who asked', async () => {
  const { shape } = await plan('SELECT 1 AS value', { name: 'reco_one', storedAs: 'shared' });
  expect(shape).toMatchObject({ metric: 'shared', askedAs: 'reco_one' });
  expect((await plan('SELECT 1 AS value', { name: 'shared', storedAs: 'shared' })).shape).not.toHaveProperty('askedAs');
});

it('does not run a metric that says why it cannot be had', async () => {
  const unavailable = await plan('SELECT 1/0 AS value', {
    availability: "SELECT 'not for ' || current_user, 'Grant it.'",
  });
  expect(unavailable).toEqual({ unavailable: expect.stringMatching(/^not for \w+$/), hint: 'Grant it.' });
  expect(await plan('SELECT 1 AS value', { availability: "SELECT NULL, 'Grant it.'" })).toHaveProperty('sql');
});

it('refuses to write, whatever a metric says', async () => {
  await client.query(
    'CREATE TABLE precious AS SELECT 1 AS id; CREATE FUNCTION harm() RETURNS int LANGUAGE sql AS $$ DELETE FROM public.precious RETURNING 1 $$',
  );
  await expect(fetch('SELECT public.harm() AS value')).rejects.toMatchObject({ code: '25006' });
  expect((await client.query('SELECT * FROM precious')).rowCount).toBe(1);
});

it('cannot be led astray by functions of the monitored database', async () => {
  await client.query("CREATE FUNCTION public.lower(varchar) RETURNS text LANGUAGE sql AS $$ SELECT 'hijacked' $$");
  expect((await fetch("SELECT lower('ABC'::varchar) AS value"))?.values).toEqual(['abc']);
});
