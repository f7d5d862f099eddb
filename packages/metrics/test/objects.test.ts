import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { createMonitored, fetchMetric, type Monitored, open } from './support.js';

let monitored: Monitored;
let worker: Client;
let superuser: Client;

const rowsOf = async (name: string, client = monitored.owner) => (await fetchMetric(client, name)).rows;
const byTag = async (name: string, tag: string) =>
  new Map((await rowsOf(name)).map((row) => [row[`tag_${tag}`] as string, row]));

/** Runs `look` while somebody holds what `sql` takes. */
async function whileHeld<T>(sql: string, look: () => Promise<T>): Promise<T> {
  const holder = await open(monitored.database.url, false);
  try {
    await holder.query(`BEGIN; ${sql}`);
    return await look();
  } finally {
    await holder.end();
  }
}

beforeAll(async () => {
  monitored = await createMonitored();
  worker = await open(monitored.database.url, false);
  superuser = await open(monitored.database.superuserUrl, false);
  await worker.query(`
    CREATE TABLE public.orders (id int PRIMARY KEY, note text, amount int);
    INSERT INTO public.orders SELECT i, repeat('x', 50), i FROM generate_series(1, 20000) i;
    CREATE INDEX "odd ON name" ON public.orders (amount) WHERE amount > 0;
    CREATE UNIQUE INDEX twin ON public.orders (amount) WHERE amount > 0;
    CREATE TABLE public.parted (id int) PARTITION BY RANGE (id);
    CREATE TABLE public.parted_1 PARTITION OF public.parted FOR VALUES FROM (0) TO (1000);
    CREATE TABLE public.parted_2 PARTITION OF public.parted FOR VALUES FROM (1000) TO (2000);
    INSERT INTO public.parted SELECT generate_series(0, 1999);
    CREATE TABLE public.untouched (id int)`);
  await worker.query('ANALYZE');
  await worker.query('SET enable_seqscan = off; SELECT note FROM public.orders WHERE id = 7');
  await worker.query('SELECT pg_stat_force_next_flush()');
});
afterAll(async () => {
  await worker.end();
  await superuser.end();
  await monitored.close();
});

describe('index_stats', () => {
  const indexes = () => byTag('index_stats', 'index_full_name');

  it('gives size, scans and a definition that twins share', async () => {
    const list = await indexes();
    expect(list.get('public.orders_pkey')).toMatchObject({
      tag_table_full_name: 'public.orders',
      idx_scan: '1',
      is_pk_int: '1',
      is_uq_or_exc: '1',
      is_invalid_int: '0',
      index_def: 'CREATE INDEX X ON public.orders USING btree (id)',
    });
    expect(Number(list.get('public.orders_pkey')?.['index_size_b'])).toBeGreaterThan(400_000);
    const odd = list.get('public."odd ON name"');
    expect(odd).toMatchObject({ index_def: 'CREATE INDEX X ON public.orders USING btree (amount) WHERE (amount > 0)' });
    expect(list.get('public.twin')).toMatchObject({
      tag_index_def_hash: odd?.['tag_index_def_hash'],
      is_pk_int: '0',
      is_uq_or_exc: '1',
    });
  });

  it.each([
    ['the index', 'REINDEX INDEX public.twin', ['public.twin']],
    ['the table', 'LOCK public.orders', ['public.twin', 'public.orders_pkey']],
  ])('skips what somebody holds: %s', async (_what, sql, skipped) => {
    const list = await whileHeld(`${sql}; LOCK public.untouched`, indexes);
    for (const name of skipped) expect(list.has(name)).toBe(false);
  });

  it('and invalid_indexes show an index whose build failed', async () => {
    await expect(worker.query('CREATE UNIQUE INDEX CONCURRENTLY broken ON public.orders (note)')).rejects.toMatchObject(
      { code: '23505' },
    );
    // The server says what failed before it has ended the build: until then the index is one that is being built.
    await worker.query('SELECT');
    expect((await indexes()).get('public.broken')).toMatchObject({ is_invalid_int: '1' });
    expect([...(await byTag('invalid_indexes', 'index_full_name')).keys()]).toEqual(['public.broken']);
    expect(await whileHeld('DROP INDEX public.broken', () => rowsOf('invalid_indexes'))).toEqual([]);
    await worker.query('DROP INDEX public.broken');
  });
});

describe('table_io_stats', () => {
  const tables = () => byTag('table_io_stats', 'table_full_name');

  it('gives tables that were read, partitions added up under their root', async () => {
    const list = await tables();
    expect(Number(list.get('public.orders')?.['idx_blks_hit'])).toBeGreaterThan(0);
    expect(list.get('public.parted')).toMatchObject({ is_part_root: '1' });
    expect(Number(list.get('public.parted')?.['heap_blks_hit'])).toBeGreaterThan(0);
    expect(list.has('public.parted_1')).toBe(false);
    expect(list.has('public.untouched')).toBe(false);
  });

  it('skips a table while somebody holds it', async () => {
    const list = await whileHeld('LOCK public.orders', tables);
    expect(list.has('public.orders')).toBe(false);
    expect(list.has('public.parted')).toBe(true);
  });
});

describe('sequence_health', () => {
  beforeAll(async () => {
    await worker.query(`
      CREATE SEQUENCE public.tight AS smallint;
      CREATE SEQUENCE public.tighter AS smallint;
      CREATE SEQUENCE public.down AS smallint INCREMENT -1;
      CREATE SEQUENCE public.round AS smallint CYCLE;
      CREATE SEQUENCE public.fresh`);
    await worker.query(`SELECT setval('public.tight', 19661), setval('public.tighter', 29491),
      setval('public.down', -3277), setval('public.round', 32767)`);
  });

  it('finds the nearest to its end, either way, and counts those past 50 and 75 per cent', async () => {
    expect(await rowsOf('sequence_health')).toEqual([
      { max_used_pct: 90, p50_used_seq_count: '2', p75_used_seq_count: '1' },
    ]);
  });

  it('skips a sequence while somebody alters it', async () => {
    const rows = await whileHeld('ALTER SEQUENCE public.tighter INCREMENT 2', () => rowsOf('sequence_health'));
    expect(rows).toEqual([{ max_used_pct: 60, p50_used_seq_count: '1', p75_used_seq_count: '0' }]);
  });

  it('says nothing to a role that may read none, instead of zero', async () => {
    expect(await rowsOf('sequence_health', monitored.plain)).toEqual([
      { max_used_pct: null, p50_used_seq_count: null, p75_used_seq_count: null },
    ]);
  });
});

describe('table_bloat_approx_summary_sql', () => {
  it('finds about what deletes left behind, and nothing where nothing is', async () => {
    const bloat = async () => Number((await rowsOf('table_bloat_approx_summary_sql'))[0]?.['approx_table_bloat_b']);
    const { rows } = await worker.query("SELECT pg_relation_size('public.orders')::int AS size");
    expect(await bloat()).toBeLessThan(rows[0].size * 0.1);
    // Every other row: no page becomes empty.
    await worker.query('DELETE FROM public.orders WHERE id % 2 = 0');
    await worker.query('VACUUM ANALYZE public.orders');
    expect(await bloat()).toBeGreaterThan(rows[0].size * 0.4);
    expect(await bloat()).toBeLessThan(rows[0].size * 0.6);
  });

  it('says nothing to a role that may read no table', async () => {
    expect(await rowsOf('table_bloat_approx_summary_sql', monitored.plain)).toEqual([
      { approx_table_bloat_b: null, approx_bloat_percentage: null },
    ]);
  });
});

describe('sproc_stats', () => {
  it('gives calls of functions, overloaded ones apart', async () => {
    await superuser.query(`
      CREATE FUNCTION public.twice(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 2 * $1; END';
      CREATE FUNCTION public.twice(text) RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN $1 || $1; END';
      SET track_functions = 'all'; SELECT public.twice(1), public.twice(2), public.twice('x')`);
    await superuser.query('SELECT pg_stat_force_next_flush()');
    const rows = await rowsOf('sproc_stats');
    expect(rows.map((row) => `${row['tag_function_full_name']} ${row['sp_calls']}`).sort()).toEqual([
      'public.twice 1',
      'public.twice 2',
    ]);
  });
});

describe('settings and settings_num', () => {
  it('tell what the server has set, not our own session', async () => {
    await monitored.owner.query('SET jit = off; SET statement_timeout = 4711');
    expect((await rowsOf('settings'))[0]).toMatchObject({
      jit: '1',
      shared_buffers: '64MB',
      max_wal_size: '1024 MB',
      ssl: 'on',
      shared_preload_libraries: 'pg_stat_statements',
    });
    const numbers = await byTag('settings_num', 'name');
    expect(numbers.get('jit')).toMatchObject({ value: 1 });
    const { rows } = await worker.query("SELECT current_setting('max_connections')::int AS value");
    expect(numbers.get('max_connections')).toMatchObject(rows[0]);
    expect(numbers.has('statement_timeout')).toBe(false);
    // In the unit of the setting, 8 kB here; of a list of words the place, as pgwatch counts them: minimal, replica, logical.
    expect(numbers.get('shared_buffers')).toMatchObject({ value: 8192 });
    expect(numbers.get('wal_level')).toMatchObject({ value: 2 });
    await monitored.owner.query('RESET statement_timeout');
  });

  it('leave out what the role may not see', async () => {
    expect((await rowsOf('settings', monitored.plain))[0]).toMatchObject({ shared_preload_libraries: null, ssl: 'on' });
  });
});

describe('replication_slots', () => {
  it('gives slots, and none that goes with its session', async () => {
    const name = `slot_${monitored.database.name}`;
    await superuser.query(`SELECT pg_create_physical_replication_slot('${name}', true)`);
    await superuser.query(`SELECT pg_create_physical_replication_slot('temporary_${name}', true, true)`);
    try {
      const list = await byTag('replication_slots', 'slot_name');
      expect(list.get(name)).toMatchObject({ plugin: 'physical', active: false, non_active_int: '1' });
      expect(list.has(`temporary_${name}`)).toBe(false);
    } finally {
      await superuser.query(`SELECT pg_drop_replication_slot('${name}')`);
    }
  });
});

describe('logical_subscriptions and subscription_stats', () => {
  it('give the subscriptions of the database', async () => {
    const name = `sub_${monitored.database.name}`;
    await superuser.query(
      `CREATE SUBSCRIPTION ${name} CONNECTION 'host=127.0.0.1' PUBLICATION p WITH (connect = false)`,
    );
    try {
      for (const client of [monitored.owner, monitored.plain]) {
        expect(await rowsOf('logical_subscriptions', client)).toEqual([
          {
            tag_subname: name,
            subenabled: false,
            relcount: '0',
            state_i: '0',
            state_d: '0',
            state_s: '0',
            state_r: '0',
          },
        ]);
        expect(await rowsOf('subscription_stats', client)).toEqual([
          { tag_subname: name, apply_error_count: '0', sync_error_count: '0' },
        ]);
      }
    } finally {
      await superuser.query(`ALTER SUBSCRIPTION ${name} SET (slot_name = NONE); DROP SUBSCRIPTION ${name}`);
    }
  });
});
