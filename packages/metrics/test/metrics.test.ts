import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, connect } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { metrics, presets, selectSql } from '../src/index.js';
import { createMonitored, fetchMetric, type Monitored, metricNamed, open, place } from './support.js';

/** Read views that older servers do not have. */
const firstMajors: Record<string, number> = { checkpointer: 17, stat_io: 16 };
const typeNames: Record<number, string> = { 20: 'int8', 701: 'float8', 25: 'text', 16: 'bool' };
/**
 * What has decimals of what pgwatch's dashboards read. They cast the rest with ::int and ::int8, which take no decimal
 * point.
 */
const withDecimals: Record<string, RegExp> = {
  archiver: /^$/,
  archiver_pending_count: /^$/,
  backends: /^avg_|^connections_used$/,
  bgwriter: /_time$/,
  checkpointer: /_time$/,
  datfrozenxid: /^$/,
  db_size: /^$/,
  db_stats: /^blk_(read|write)_time$/,
  index_stats: /^$/,
  locks_mode: /^$/,
  postgres_role: /^$/,
  replication: /^$/,
  replication_slots: /^$/,
  settings: /^(autovacuum_(analyze|vacuum)_(scale_factor|threshold)|major_version|random_page_cost)$/,
  settings_num: /^value$/,
  sproc_stats: /_time$/,
  stat_activity: /^$/,
  stat_activity_realtime: /^$/,
  stat_statements: /_time$/,
  stat_statements_calls: /_time$/,
  table_bloat_approx_stattuple: /_percent$/,
  table_bloat_approx_summary_sql: /^approx_table_bloat_b$/,
  table_io_stats: /^$/,
  table_stats: /^total_\w+_time$/,
  wal: /^$/,
  wal_size: /^$/,
};
const withSql = metrics.filter(({ versions }) => versions.length > 0);

let monitored: Monitored;
let database: TestDatabase;
let owner: Client;
let plain: Client;

beforeAll(async () => {
  monitored = await createMonitored();
  ({ database, owner, plain } = monitored);
});
afterAll(() => monitored.close());

describe('every metric', () => {
  it.each(withSql.map(({ name }) => name))('%s gives columns of the four types that are stored', async (name) => {
    const version = Number((await owner.query('SHOW server_version_num')).rows[0].server_version_num);
    if (selectSql(metricNamed(name), version) === undefined) return;
    const { fields } = await fetchMetric(owner, name);
    expect(fields.map((field) => typeNames[field.dataTypeID] ?? field.name)).toEqual(
      fields.map(() => expect.stringMatching(/^(int8|float8|text|bool)$/)),
    );
    const decimals = fields.filter((field) => typeNames[field.dataTypeID] === 'float8').map((field) => field.name);
    for (const column of decimals) expect(column).toMatch(withDecimals[name] ?? /^/);
  });

  it('of pgwatch comes with preset full, but for the one that takes an extension', () => {
    const full = presets.find((preset) => preset.name === 'full')?.metrics ?? {};
    expect(Object.keys(withDecimals).filter((name) => !full[name])).toEqual(['table_bloat_approx_stattuple']);
  });

  it('has SQL for every supported major, and none for an older one', () => {
    for (const metric of withSql) {
      const first = firstMajors[metric.name] ?? 15;
      for (let major = first; major <= 18; major++) expect(selectSql(metric, major * 10_000)).toMatch(/SELECT/);
      expect(selectSql(metric, first * 10_000 - 1)).toBeUndefined();
      for (const { sql } of metric.versions) expect(sql.trimEnd()).not.toMatch(/;$|\$\d/);
    }
    expect(selectSql(metricNamed('instance_up'), 170_000)).toBeUndefined();
  });

  it('has one name, and presets name nothing else', () => {
    const names = metrics.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const preset of presets) expect(names).toEqual(expect.arrayContaining(Object.keys(preset.metrics)));
  });
});

describe('backends', () => {
  it('counts sessions by state, leaves itself out and finds the one that waits for a lock', async () => {
    const holder = await open(database.url, false);
    const waiter = await connect({ url: database.url, label: 'waiter', applicationName: 'test' });
    await holder.query('CREATE TABLE public.contended (id int)');
    await holder.query('BEGIN; LOCK public.contended');
    const waiting = waiter.query('SELECT * FROM public.contended');
    let row: Record<string, string | null> | undefined;
    for (let attempt = 0; attempt < 50 && row?.['blocked'] !== '1'; attempt++) {
      row = (await fetchMetric(owner, 'backends')).rows[0];
    }
    // `plain` is idle, `holder` idle in transaction, `waiter` active and blocked.
    expect(row).toMatchObject({
      total: '3',
      active: '1',
      idle: '1',
      idleintransaction: '1',
      waiting: '1',
      blocked: '1',
    });
    const seen = (await fetchMetric(plain, 'backends')).rows[0];
    expect(seen).toMatchObject({ total: '3', active: '0', blocked: '0' });
    await holder.query('ROLLBACK');
    await waiting;
    await holder.end();
    await waiter.end();
  });
});

describe('longest_lock_wait_seconds of backends', () => {
  it('is the wait for the lock and not the age of the query that waits, for every role', async () => {
    const holder = await open(database.url, false);
    const waiter = await connect({ url: database.url, label: 'waiter', applicationName: 'test' });
    await holder.query('CREATE TABLE public.awaited (id int)');
    await holder.query('BEGIN; LOCK public.awaited');
    const idle = (await fetchMetric(owner, 'backends')).rows[0];
    expect(idle).toMatchObject({ longest_lock_wait_seconds: '0' });
    const waiting = waiter.query('SELECT 1 FROM pg_sleep(2); LOCK public.awaited');
    const lockWait = async (client: Client) => {
      const row = (await fetchMetric(client, 'backends')).rows[0];
      return [Number(row?.['longest_lock_wait_seconds']), Number(row?.['longest_waiting_seconds'])] as const;
    };
    let [wait, sinceStateChange] = [0, 0];
    // Whole seconds: it takes one until there is one.
    while (wait === 0) [wait, sinceStateChange] = await lockWait(owner);
    expect(sinceStateChange).toBeGreaterThan(wait);
    expect((await lockWait(plain))[0]).toBeGreaterThan(0);
    await holder.query('ROLLBACK');
    await waiting;
    await holder.end();
    await waiter.end();
  });
});

describe('locks_mode', () => {
  it('lists all eight modes, also those that nobody holds', async () => {
    const holder = await open(database.url, false);
    await holder.query('CREATE TABLE public.held (id int)');
    await holder.query('BEGIN; LOCK public.held IN SHARE MODE');
    const { rows } = await fetchMetric(owner, 'locks_mode');
    expect(rows).toHaveLength(8);
    expect(rows).toContainEqual({ tag_lockmode: 'ShareLock', count: '1' });
    expect(rows).toContainEqual({ tag_lockmode: 'AccessExclusiveLock', count: '0' });
    await holder.query('ROLLBACK');
    await holder.end();
  });
});

describe('stat_statements', () => {
  const run = async (client: Client, sql: string, times: number) => {
    for (let time = 0; time < times; time++) await client.query(sql);
  };

  it('counts calls under a queryid whose text is found once, on one line and cut', async () => {
    // The same statement, spelt differently, in another database of the server: same id, not this source's text.
    const elsewhere = await createTestDatabase();
    const other = await open(elsewhere.url, false);
    await run(other, "SELECT pg_sleep(0.002), 'y'", 8);
    await other.end();
    const worker = await open(database.url, false);
    await run(worker, `SELECT   pg_sleep(0.002),\n\t'x'::text   -- ${'long '.repeat(2000)}`, 8);
    await worker.end();
    const { rows } = await fetchMetric(owner, 'stat_statements');
    const ids = rows.map((row) => row['tag_queryid'] as string);
    const details = await owner.query<{ queryid: string; query: string }>(
      place(metricNamed('stat_statements').details?.sql ?? ''),
      [[...ids, '42']],
    );
    expect(new Set(details.rows.map(({ queryid }) => queryid)).size).toBe(details.rows.length);
    const slept = details.rows.find(({ query }) => query.includes('$2::text'));
    expect(slept?.query).toMatch(/^SELECT pg_sleep\(\$1\), \$2::text/);
    expect(slept?.query.length).toBeLessThanOrEqual(8000);
    expect(rows.find((row) => row['tag_queryid'] === slept?.queryid)).toMatchObject({
      calls: '8',
      users: database.owner,
    });
    await elsewhere.drop();
  });

  it('leaves out what took no time, keeps what ran once and long', async () => {
    const worker = await open(database.url, false);
    await run(worker, 'SELECT 1 AS quick', 20);
    // On a machine that is busy even this can take its time.
    const { rows } = await owner.query(
      `SELECT sum(total_exec_time) > 5 AS is_slow FROM public.pg_stat_statements WHERE query LIKE '%AS quick'
       AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    await run(worker, 'SELECT pg_sleep(1.01) AS once', 1);
    await worker.end();
    const texts = await statementTexts(owner);
    expect(texts.some((text) => text?.endsWith('AS once'))).toBe(true);
    expect(texts.some((text) => text?.endsWith('AS quick'))).toBe(rows[0].is_slow);
  });

  it('sums up as one what it may not see', async () => {
    const { rows } = await fetchMetric(plain, 'stat_statements');
    expect(rows.filter((row) => row['tag_queryid'] === 'insufficient-privileges-total')).toHaveLength(1);
  });

  it('does not count itself', async () => {
    const own = 'WITH statement AS MATERIALIZED';
    const isListable = async () => {
      const { rowCount } = await owner.query(
        `SELECT 1 FROM public.pg_stat_statements WHERE query LIKE '%' || $1 || '%' AND calls > 5 AND total_exec_time > 10
         AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        [own],
      );
      return rowCount;
    };
    // It is listed only if it ran often and long enough.
    while (!(await isListable())) await fetchMetric(owner, 'stat_statements');
    expect((await statementTexts(owner)).filter((text) => text?.includes(own))).toEqual([]);
  });

  it("gives the collector's own statements a text that pgwatch's dashboards know to hide, and others theirs", async () => {
    const worker = await open(database.url, false);
    await run(worker, 'SELECT /* pgwatch-heroku */ pg_sleep(0.002) IS NULL AS ours', 8);
    await run(worker, 'SELECT pg_sleep(0.002) IS NOT NULL AS theirs', 8);
    await worker.end();
    const isShown = async (name: string) => {
      const text = (await statementTexts(owner)).find((one) => one?.endsWith(` AS ${name}`));
      // As in the dashboards for pgwatch 2, for pgwatch 3, and those of today.
      const { rows } = await owner.query({
        text: String.raw`SELECT $1::text !~* E'/\\*\\W*pgwatch2_generated\\W*\\*/', $1 !~* E'/\\*\\W*pgwatch3_generated\\W*\\*/',
          $1 ~ '^(?!.*pgwatch_generated)'`,
        values: [text],
        rowMode: 'array',
      });
      return rows[0];
    };
    expect(await isShown('ours')).toEqual([false, false, false]);
    expect(await isShown('theirs')).toEqual([true, true, true]);
  });

  it('gives at most 200 statements, the longest among them', async () => {
    const worker = await open(database.url, false);
    for (let index = 0; index < 260; index++) {
      const sql = `SELECT ${'1 + '.repeat(index)} 1, pg_sleep(0.001);`;
      await worker.query(sql.repeat(6)); // often and long enough to be listed
    }
    await worker.query('SELECT pg_sleep(2) AS longest');
    await worker.end();
    const { rows } = await fetchMetric(owner, 'stat_statements');
    expect(rows).toHaveLength(200);
    expect((await statementTexts(owner)).some((text) => text?.endsWith('AS longest'))).toBe(true);
  });

  async function statementTexts(client: Client): Promise<(string | undefined)[]> {
    const { rows } = await fetchMetric(client, 'stat_statements');
    const details = await client.query<{ queryid: string; query: string }>(
      place(metricNamed('stat_statements').details?.sql ?? ''),
      [rows.map((row) => row['tag_queryid'])],
    );
    return details.rows.map(({ query }) => query);
  }
});

describe('sizes', () => {
  let worker: Client;
  beforeAll(async () => {
    worker = await open(database.url, false);
    await worker.query(`
      CREATE TABLE public.big (id int PRIMARY KEY, note text) WITH (autovacuum_enabled = false);
      INSERT INTO public.big SELECT i, repeat('x', 100) FROM generate_series(1, 20000) i;
      CREATE TABLE public."we""ird" (id int);
      INSERT INTO public."we""ird" VALUES (1);
      CREATE TABLE public.parted (id int) PARTITION BY RANGE (id);
      CREATE TABLE public.parted_1 PARTITION OF public.parted FOR VALUES FROM (0) TO (1000);
      CREATE TABLE public.parted_2 PARTITION OF public.parted FOR VALUES FROM (1000) TO (2000);
      INSERT INTO public.parted SELECT generate_series(0, 1999);
      ANALYZE`);
    // A backend hands in its counts when it is idle for a while.
    await worker.query('SELECT pg_stat_force_next_flush()');
  });
  afterAll(() => worker.end());
  const tables = async () =>
    new Map((await fetchMetric(owner, 'table_stats')).rows.map((row) => [row['tag_table_full_name'], row]));

  it('show a table with all that belongs to it, its name quoted where it needs to be', async () => {
    const list = await tables();
    expect(list.get('public.big')).toMatchObject({ n_tup_ins: '20000', no_autovacuum: '1', is_part_root: '0' });
    expect(Number(list.get('public.big')?.['total_relation_size_b'])).toBeGreaterThan(2_000_000);
    expect(list.get('public."we""ird"')).toMatchObject({ tag_table_name: '"we""ird"', n_live_tup: '1' });
  });

  it('add up partitions under their root', async () => {
    const list = await tables();
    expect(list.get('public.parted')).toMatchObject({ is_part_root: '1', n_tup_ins: '2000' });
    expect([...list.keys()].filter((name) => name?.startsWith('public.parted_'))).toEqual([]);
  });

  it.each([
    ['the table', 'LOCK public.big'],
    ['its index', 'REINDEX INDEX public.big_pkey'],
    ['the index of its TOAST table', 'REINDEX INDEX toast'],
  ])('skip a table while somebody holds %s, and give the others', async (_what, sql) => {
    const holder = await open(database.superuserUrl, false); // pg_toast is closed to everybody else
    const { rows } = await holder.query(`SELECT i.indexrelid::regclass::text AS toast FROM pg_index i
      JOIN pg_class c ON c.reltoastrelid = i.indrelid WHERE c.oid = 'public.big'::regclass`);
    await holder.query(`BEGIN; ${sql.replace('INDEX toast', `INDEX ${rows[0].toast}`)}`);
    const list = await tables();
    expect(list.has('public.big')).toBe(false);
    expect(list.has('public.parted')).toBe(true);
    expect((await fetchMetric(owner, 'db_size')).rows).toHaveLength(1);
    await holder.query('ROLLBACK');
    await holder.end();
  });

  it('skip a table that somebody waits to lock, because everybody queues up behind him', async () => {
    const reader = await open(database.url, false);
    const migration = await connect({ url: database.url, label: 'migration', applicationName: 'migration' });
    await reader.query('BEGIN; SELECT 1 FROM public.big LIMIT 1');
    const altering = migration.query('ALTER TABLE public.big ADD COLUMN more int');
    const isQueued = async () =>
      (await owner.query("SELECT 1 FROM pg_locks WHERE relation = 'public.big'::regclass AND NOT granted")).rowCount;
    while (!(await isQueued()));
    expect((await tables()).has('public.big')).toBe(false);
    await reader.query('ROLLBACK');
    await altering;
    await reader.end();
    await migration.end();
  });

  it('give the whole database, its catalog and its indexes', async () => {
    const row = (await fetchMetric(owner, 'db_size')).rows[0];
    const size = Number(row?.['size_b']);
    expect(Number(row?.['indexes_size_b'])).toBeGreaterThan(400_000);
    expect(Number(row?.['catalog_size_b'])).toBeGreaterThan(5_000_000);
    expect(size).toBeGreaterThan(Number(row?.['catalog_size_b']) + Number(row?.['indexes_size_b']));
  });

  it('give at most 300 tables, the biggest', async () => {
    await worker.query(
      `DO $$ BEGIN FOR i IN 1..310 LOOP EXECUTE format('CREATE TABLE public.small_%s (id int)', i); END LOOP; END $$`,
    );
    const list = await tables();
    expect(list.size).toBe(300);
    expect(list.has('public.big')).toBe(true);
  });
});
