import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, connect } from '@pgwatch-heroku/shared';
import { createTestDatabase, startCluster, until } from '@pgwatch-heroku/testkit';
import { createMonitored, fetchMetric, type Monitored, open } from './support.js';

let monitored: Monitored;
let worker: Client;
const others: Client[] = [];
const running: Promise<unknown>[] = [];

const session = async (): Promise<Client> => {
  const client = await connect({ url: monitored.database.url, label: 'session', applicationName: 'session' });
  others.push(client);
  return client;
};
const start = async (sql: string) => void running.push((await session()).query(sql).catch(() => undefined));
const rowsOf = async (name: string, client = monitored.owner) => (await fetchMetric(client, name)).rows;

beforeAll(async () => {
  monitored = await createMonitored();
  worker = await open(monitored.database.url, false);
  await worker.query(`
    CREATE TABLE public.big (id int PRIMARY KEY, note text) WITH (autovacuum_enabled = false);
    INSERT INTO public.big SELECT i, repeat('x', 40) FROM generate_series(1, 100000) i;
    CREATE INDEX big_note ON public.big ((id + 1), note);
    CREATE TABLE public.tight (id int PRIMARY KEY, note text) WITH (autovacuum_enabled = false);
    INSERT INTO public.tight SELECT i, repeat('x', 40) FROM generate_series(1, 100000) i`);
  await worker.query('DELETE FROM public.big WHERE id % 2 = 0');
  await worker.query('VACUUM ANALYZE public.big, public.tight');
});
afterEach(async () => {
  const superuser = await open(monitored.database.superuserUrl, false);
  // Of this database: other files have sessions of that name on the same server.
  await superuser.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'session'",
  );
  await superuser.end();
  await Promise.all(running.splice(0));
  await Promise.all(others.splice(0).map((client) => client.end().catch(() => undefined)));
});
afterAll(async () => {
  await worker.end();
  await monitored.close();
});

describe('stat_activity_realtime', () => {
  it('gives sessions places that do not grow with pids, and says who blocks whom', async () => {
    const holder = await session();
    await holder.query('BEGIN; LOCK public.tight');
    const { rows: own } = await holder.query('SELECT pg_backend_pid()::text AS pid');
    await start('SELECT\n 1 FROM public.tight');
    await start('SELECT /* pgwatch-heroku */ pg_sleep(30)');
    const rows = await until('both', async () => {
      const seen = await rowsOf('stat_activity_realtime');
      return seen.length === 2 && seen;
    });
    expect(rows.map((row) => row['tag_slot']).sort()).toEqual(['1', '2']);
    expect(rows.find((row) => row['query'] === 'SELECT 1 FROM public.tight')).toMatchObject({
      user: monitored.database.owner,
      appname: 'session',
      waiting: '1',
      blocking_pids: own[0].pid,
      loose_tag_pid: expect.stringMatching(/^\d+$/),
    });
    expect(rows.find((row) => row['loose_tag_pid'] === own[0].pid)).toMatchObject({
      waiting: '0',
      blocking_pids: null,
    });
    expect(await rowsOf('stat_activity_realtime', monitored.plain)).toEqual([]);
  });

  it('shows an automatic vacuum, which nobody asked for and everybody waits for', async () => {
    const server = await startCluster({ settings: { autovacuum_naptime: '1s', autovacuum_vacuum_cost_limit: 1 } });
    const database = await createTestDatabase({ server });
    const owner = await open(database.url, false);
    await owner.query(`
      CREATE TABLE public.dusty (id int) WITH (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_cost_delay = 100);
      INSERT INTO public.dusty SELECT generate_series(1, 50000)`);
    await owner.query('DELETE FROM public.dusty WHERE id % 2 = 0');
    const [row] = await until('an automatic vacuum', async () => {
      const seen = await rowsOf('stat_activity_realtime', owner);
      return seen.length > 0 && seen;
    });
    expect(row).toMatchObject({
      query: expect.stringMatching(/^autovacuum: .*public\.dusty/),
      user: null,
      ip: 'local',
    });
    await owner.end();
    await server.drop();
  });
});

describe('progress', () => {
  it('shows a vacuum and an analyze that are under way, to those who may see them', async () => {
    // One page, then a pause: the work lasts as long as it takes to look at it.
    const slow = "SET vacuum_cost_delay = '100ms'; SET vacuum_cost_limit = 1; SET vacuum_cost_page_hit = 1;";
    await worker.query('DELETE FROM public.big WHERE id % 3 = 0');
    const vacuum = await session();
    await vacuum.query(slow);
    running.push(vacuum.query('VACUUM public.big').catch(() => undefined));
    const analyze = await session();
    await analyze.query(slow);
    running.push(analyze.query('ANALYZE public.tight').catch(() => undefined));
    const [vacuuming] = await until('the vacuum', async () => {
      const rows = await rowsOf('vacuum_progress');
      return Number(rows[0]?.['heap_blks_total']) > 0 && rows;
    });
    expect(vacuuming).toMatchObject({ tag_table_full_name: 'public.big', is_autovacuum_int: '0' });
    const [analyzing] = await until('the analyze', async () => {
      const rows = await rowsOf('analyze_progress');
      return Number(rows[0]?.['sample_blks_total']) > 0 && rows;
    });
    expect(analyzing).toMatchObject({ tag_table_full_name: 'public.tight', is_autovacuum_int: '0' });
    expect(await rowsOf('vacuum_progress', monitored.plain)).toEqual([]);
  });
});

describe('bloat', () => {
  const share = (rows: Record<string, unknown>[], tag: string, name: string) =>
    Number(rows.find((row) => row[tag] === name)?.['approx_bloat_percentage']);

  it('is about a half where every other row is gone, and little where none is', async () => {
    const tables = await rowsOf('table_bloat_approx');
    expect(share(tables, 'tag_table_full_name', 'public.big')).toBeGreaterThan(40);
    expect(share(tables, 'tag_table_full_name', 'public.big')).toBeLessThan(60);
    expect(share(tables, 'tag_table_full_name', 'public.tight')).toBeLessThan(10);
    const indexes = await rowsOf('index_bloat_approx');
    expect(share(indexes, 'tag_index_full_name', 'public.big_note')).toBeGreaterThan(35);
    expect(share(indexes, 'tag_index_full_name', 'public.big_note')).toBeLessThan(65);
    expect(share(indexes, 'tag_index_full_name', 'public.tight_pkey')).toBeLessThan(15);
  });

  it('is found by reading as well, but not in a table that somebody has locked', async () => {
    const names = async () => (await rowsOf('table_bloat_approx_stattuple')).map((row) => row['tag_full_table_name']);
    expect((await names()).sort()).toEqual(['public.big', 'public.tight']);
    await worker.query('BEGIN; LOCK public.big');
    expect(await names()).toEqual(['public.tight']);
    await worker.query('ROLLBACK');
  });
});

it('gives the age of a table, which grows with every transaction', async () => {
  const age = async () =>
    Number(
      (await rowsOf('table_freeze_age')).find((row) => row['tag_table_full_name'] === 'public.big')?.['tx_freeze_age'],
    );
  const before = await age();
  for (let i = 0; i < 3; i++) await worker.query('SELECT txid_current()');
  expect(await age()).toBeGreaterThanOrEqual(before + 3);
});

it('gives sizes by the catalog that are near those by files', async () => {
  const size = async (name: string) =>
    Number(
      (await rowsOf(name)).find((row) => row['tag_table_full_name'] === 'public.tight')?.['total_relation_size_b'],
    );
  const [approx, exact] = [await size('table_stats_approx'), await size('table_stats')];
  expect(approx / exact).toBeGreaterThan(0.9);
  expect(approx / exact).toBeLessThanOrEqual(1);
});
