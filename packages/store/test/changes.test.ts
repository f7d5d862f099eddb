import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { recordChanges } from '../src/index.js';
import { addSource, createStore, open, type TestStore } from './store.js';

let store: TestStore;
let sourceId: number;
let names = 0;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  sourceId = await addSource(store.client, `SALES_${++names}`);
});

type Objects = Record<string, Record<string, string> | null>;
const start = Date.UTC(2026, 10, 23, 12);
const at = (minute: number) => new Date(start + minute * 60_000);
const literal = (objects: Objects | null) =>
  objects === null ? 'NULL' : `"${JSON.stringify(objects).replace(/["\\]/g, '\\$&')}"`;

/** A snapshot of tables by name and digest. */
const tables = (digests: Record<string, string | null>): Objects =>
  Object.fromEntries(
    Object.entries(digests).map(([table, md5]) => [
      JSON.stringify({ tag_table: table }),
      md5 === null ? null : { md5 },
    ]),
  );
const record = (minute: number, kinds: Record<string, Objects | null>, client: Client = store.client) =>
  recordChanges(client, {
    sourceId,
    tick: at(minute),
    fetchedAt: at(minute),
    kinds: Object.keys(kinds),
    objects: `{${Object.values(kinds).map(literal).join(',')}}`,
  });
const events = async (metric = 'table_changes') => {
  const { rows } = await store.client.query(
    `SELECT data->>'event' AS event, tag_data, (extract(epoch FROM time) - $2)::int / 60 AS minute
     FROM public.${metric} WHERE dbname = $1 ORDER BY time, tag_data::text`,
    [`SALES_${names}`, start / 1000],
  );
  return rows.map((row) => `${row.minute} ${row.event} ${Object.values(row.tag_data as object).join(' ')}`);
};

describe('changes', () => {
  it('make no event of what is seen for the first time', async () => {
    expect(await record(0, { table: tables({ a: '1', b: '1' }) })).toBe(0);
    expect(await record(5, { table: tables({ a: '1', b: '1' }) })).toBe(0);
  });

  it('are what was made, altered and dropped, each once however often it is written', async () => {
    await record(0, { table: tables({ a: '1', b: '1' }) });
    expect(await record(5, { table: tables({ a: '2', c: '1' }) })).toBe(3);
    expect(await record(5, { table: tables({ a: '2', c: '1' }) })).toBe(0);
    expect(await record(10, { table: tables({ a: '2', c: '1' }) })).toBe(0);
    expect(await events()).toEqual(['5 alter a', '5 drop b', '5 create c']);
    const { rows } = await store.client.query(
      "SELECT data->>'details' AS details FROM public.object_changes WHERE dbname = $1",
      [`SALES_${names}`],
    );
    expect(rows).toEqual([
      { details: `Detected changes for "SALES_${names}" [Created/Altered/Dropped]: tables 1/1/1` },
    ]);
  });

  it('that happened while nobody looked are found when somebody looks again', async () => {
    await record(0, { table: tables({ a: '1' }) });
    expect(await record(600, { table: tables({ a: '2' }) })).toBe(1);
    expect(await events()).toEqual(['600 alter a']);
  });

  it('are not taken back by a snapshot that arrives late', async () => {
    await record(0, { table: tables({ a: '1' }) });
    await record(10, { table: tables({ a: '1', b: '1' }) });
    expect(await record(5, { table: tables({ a: '1' }) })).toBe(0);
    expect(await record(15, { table: tables({ a: '1', b: '1' }) })).toBe(0);
    expect(await events()).toEqual(['10 create b']);
  });

  it('are not measured against a tick of a clock that is days ahead', async () => {
    await record(0, { table: tables({ a: '1' }) });
    const farAhead = (Date.now() - start) / 60_000 + 3 * 24 * 60;
    await expect(record(farAhead, { table: tables({ a: '2' }) })).rejects.toThrow(/not a time of now/);
    expect(await record(5, { table: tables({ a: '2' }) })).toBe(1);
  });

  it('are not made up of what could not be looked at: a locked table, a kind that was not listed', async () => {
    await record(0, { table: tables({ a: '1', b: '1' }) });
    expect(await record(5, { table: tables({ a: null, b: '1', fresh: null }) })).toBe(0);
    expect(await record(10, { table: null })).toBe(0);
    expect(await record(15, { table: tables({ a: '1', b: '1', fresh: '1' }) })).toBe(1);
    expect(await events()).toEqual(['15 create fresh']);
  });

  it('are written once when two dynos see them at once', async () => {
    await record(0, { table: tables({ a: '1' }) });
    const other = await open(store.database.url);
    const counts = await Promise.all([
      record(5, { table: tables({ b: '1' }) }),
      record(5, { table: tables({ b: '1' }) }, other),
    ]);
    await other.end();
    expect(counts.sort()).toEqual([0, 2]);
    expect(await events()).toEqual(['5 drop a', '5 create b']);
  });

  it('and what they are measured against are written together or not at all', async () => {
    await record(0, { table: tables({ a: '1' }) });
    await store.client.query('ALTER TABLE samples.table_changes ADD CONSTRAINT no_room CHECK (false) NOT VALID');
    await expect(record(5, { table: tables({ a: '2' }) })).rejects.toMatchObject({ code: '23514' });
    await store.client.query('ALTER TABLE samples.table_changes DROP CONSTRAINT no_room');
    expect(await record(10, { table: tables({ a: '2' }) })).toBe(1);
    expect(await events()).toEqual(['10 alter a']);
  });

  it('have the words and tags that dashboards ask for, whatever the names', async () => {
    const grant = (type: string) =>
      JSON.stringify({ object_type: 'table', tag_role: 'joe', tag_object: 'public."o""d\\d"', privilege_type: type });
    const setting = (value: string): Objects => ({ [JSON.stringify({ tag_setting: 'work_mem' })]: { value } });
    const server = (since: string): Objects => ({ '{}': { started_at: since } });
    await record(0, { privilege: { [grant('SELECT')]: {} }, configuration: setting('4096'), server: server('1') });
    await record(5, {
      privilege: { [grant('INSERT')]: {}, [grant('UPDATE')]: {} },
      configuration: { ...setting('8192'), [JSON.stringify({ tag_setting: 'now_visible' })]: { value: 'x' } },
      server: server('2'),
    });
    const words = (await events('privilege_changes')).map((event) => event.split(' ')[1]);
    expect(words.sort()).toEqual(['GRANT', 'GRANT', 'REVOKE']);
    const { rows } = await store.client.query(
      "SELECT tag_data, data->>'privilege_type' AS type FROM public.privilege_changes WHERE dbname = $1 AND data->>'event' = 'REVOKE'",
      [`SALES_${names}`],
    );
    expect(rows).toEqual([{ tag_data: { role: 'joe', object: 'public."o""d\\d"' }, type: 'SELECT' }]);
    expect(await events('configuration_changes')).toEqual(['5 alter work_mem']);
    const sentences = await store.client.query(
      "SELECT data->>'details' AS details FROM public.object_changes WHERE dbname = $1",
      [`SALES_${names}`],
    );
    expect(sentences.rows[0].details).toMatch(
      /^Detected server restart \(or failover\) of "SALES_\d+"; Detected changes/,
    );
  });
});
