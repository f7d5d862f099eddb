import { bootstrapMonitored } from '@pgwatch-heroku/bootstrap';
import { metrics } from '@pgwatch-heroku/metrics';
import { type Client, connect, createLogger } from '@pgwatch-heroku/shared';
import {
  type Cluster,
  createStandby,
  createTestDatabase,
  createTestRole,
  type Standby,
  startCluster,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';

/** A server, its follower, and a database in which every metric finds something to tell. */
export interface MonitoredServer {
  primary: Cluster;
  standby: Standby;
  database: TestDatabase;
  /** Without any extension. */
  bare: TestDatabase;
  /** Has pg_monitor and nothing else. */
  monitorUrl: string;
  /** May connect and nothing else. */
  plainUrl: string;
  /** As plain, with the helper functions of monitored-bootstrap. */
  helpedUrl: string;
  /** Until then the owner is an Essential plan's, without pg_monitor; from then on a Standard plan's. */
  grantMonitorToOwner(): Promise<void>;
  close(): Promise<void>;
}

const log = createLogger({ name: 'test', destination: { write: () => undefined } });
const open = (url: string) => connect({ url, label: 'the golden server', applicationName: 'test' });

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = await open(url);
  // One by one: some cannot run in a transaction with others.
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The same database and role on another server. */
export function urlOn(cluster: Cluster, url: string): string {
  const moved = new URL(url);
  moved.port = String(cluster.port);
  return moved.href;
}

export async function startMonitoredServer(): Promise<MonitoredServer> {
  const primary = await startCluster({
    // What happens here is what the test does, nothing else.
    settings: {
      autovacuum: 'off',
      wal_level: 'logical',
      track_functions: 'all',
      archive_mode: 'on',
      archive_command: '/bin/true',
    },
  });
  const database = await createTestDatabase({ server: primary, ownerMonitors: false });
  const bare = await createTestDatabase({ server: primary });
  await installExtensions(database);
  await createObjects(database);
  const helpedUrl = await createTestRole(database, 'helped');
  await bootstrapMonitored({ url: database.url, monitoringRole: new URL(helpedUrl).username, helpers: true, log });
  const monitorUrl = await createTestRole(database, 'monitor', 'IN ROLE pg_monitor');
  const plainUrl = await createTestRole(database, 'plain');
  const standby = await createStandby(primary);
  await run(database.superuserUrl, 'CREATE TABLE public.late ()', 'SELECT pg_switch_wal()');
  await standby.catchUp();
  await runStatements(urlOn(standby, database.url));
  const sessions = await openSessions(database);
  return {
    primary,
    standby,
    database,
    bare,
    monitorUrl,
    plainUrl,
    helpedUrl,
    grantMonitorToOwner: async () => {
      await run(database.superuserUrl, `GRANT pg_monitor TO ${database.owner}`);
      await standby.catchUp();
      // From here on it is behind, so that there is a lag to be seen.
      await run(standby.superuserUrl, 'SELECT pg_wal_replay_pause()');
      await run(database.url, 'CREATE TABLE public.later ()');
    },
    close: async () => {
      await Promise.all(sessions.map((session) => session.end()));
      await standby.drop();
      await primary.drop();
    },
  };
}

/** All that any metric asks for and that this server has. */
async function installExtensions(database: TestDatabase): Promise<void> {
  const client = await open(database.superuserUrl);
  const wanted = new Set(
    metrics.map(({ requiresExtension }) => requiresExtension).filter((name) => name !== undefined),
  );
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM pg_available_extensions WHERE name = ANY ($1) ORDER BY name',
    [[...wanted]],
  );
  for (const { name } of rows) await client.query(`CREATE EXTENSION ${name} SCHEMA public`);
  await client.end();
}

/** What a recommendation is made about. */
const questionable = [
  'GRANT CREATE ON SCHEMA public TO PUBLIC',
  `CREATE FUNCTION public.on_sale() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN RETURN NEW; END $$`,
  'CREATE TRIGGER on_sale BEFORE INSERT ON public.sale FOR EACH ROW EXECUTE FUNCTION public.on_sale()',
  'ALTER TABLE public.sale DISABLE TRIGGER on_sale',
  'CREATE VIEW public.view_1 AS SELECT 1 AS n FROM public.sale',
  ...[2, 3, 4].map((n) => `CREATE VIEW public.view_${n} AS SELECT n FROM public.view_${n - 1}`),
  'CREATE TABLE public.sparse AS SELECT NULL::int AS n FROM generate_series(1, 100000)',
  'CREATE INDEX sparse_n ON public.sparse (n)',
];

async function createObjects(database: TestDatabase): Promise<void> {
  await run(
    database.url,
    `CREATE TABLE public.item (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, note text)`,
    `CREATE TABLE public.sale (id serial PRIMARY KEY, item_id bigint REFERENCES public.item, at timestamptz DEFAULT now())`,
    'CREATE SEQUENCE public.nearly_used AS smallint START 30000',
    `SELECT nextval('public.nearly_used')`,
    'CREATE INDEX item_note ON public.item (note)',
    'CREATE INDEX item_note_again ON public.item (note)',
    `CREATE TABLE public.event (at date, what text) PARTITION BY RANGE (at)`,
    `CREATE TABLE public.event_1 PARTITION OF public.event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')`,
    `INSERT INTO public.item (name, note) SELECT 'item ' || i, repeat(md5(i::text), 100) FROM generate_series(1, 2000) i`,
    `INSERT INTO public.sale (item_id) SELECT 1 + i % 2000 FROM generate_series(1, 5000) i`,
    `INSERT INTO public.event SELECT '2020-02-02', 'x' FROM generate_series(1, 100)`,
    'CREATE MATERIALIZED VIEW public.summary AS SELECT item_id, count(*) FROM public.sale GROUP BY 1',
    'CREATE TABLE public.held ()',
    'CREATE TABLE public.slow_1 AS SELECT i, repeat($$x$$, 100) AS filler FROM generate_series(1, 30000) i',
    'CREATE TABLE public.slow_2 AS SELECT * FROM public.slow_1',
    ...questionable,
    'VACUUM ANALYZE',
    'UPDATE public.item SET name = upper(name) WHERE id < 500',
    'DELETE FROM public.sale WHERE id < 1000',
    `CREATE FUNCTION public.twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.001); RETURN 2 * n; END $$`,
    'SELECT sum(public.twice(i)) FROM generate_series(1, 20) i',
    'SELECT count(*) FROM public.item WHERE id = 7',
    // Spills to disk.
    `SET work_mem = '64kB'`,
    'SELECT count(*) FROM (SELECT name FROM public.item ORDER BY note, name OFFSET 0) s',
    'SELECT pg_stat_force_next_flush()',
  );
  await runStatements(database.url);
  // Ends with an invalid index, as a concurrent build over duplicates does.
  await run(database.url, 'CREATE UNIQUE INDEX CONCURRENTLY sale_broken ON public.sale (item_id)').catch(
    () => undefined,
  );
  await run(
    database.superuserUrl,
    ...Array.from({ length: 10 }, (_, n) => `CREATE ROLE super_${n} LOGIN SUPERUSER`),
    'CREATE PUBLICATION golden FOR TABLE public.item',
    `SELECT pg_create_logical_replication_slot('golden', 'pgoutput')`,
    `CREATE SUBSCRIPTION golden CONNECTION 'dbname=nowhere' PUBLICATION golden
       WITH (connect = false, slot_name = NONE, enabled = false)`,
  );
}

/** Often and long enough to be listed. */
async function runStatements(url: string): Promise<void> {
  await run(url, ...Array.from({ length: 10 }, () => 'SELECT count(*), pg_sleep(0.002) FROM public.item'));
}

/** What is going on while the metrics are fetched: one waits for a lock, one vacuums, one analyzes, all very slowly. */
async function openSessions(database: TestDatabase): Promise<Client[]> {
  const watcher = await open(database.superuserUrl);
  const holder = await open(database.url);
  await holder.query('BEGIN; LOCK public.held; SELECT txid_current()');
  const busy: [string, string][] = [
    ['Lock', 'SELECT count(*) FROM public.held'],
    ['Timeout', 'VACUUM (DISABLE_PAGE_SKIPPING) public.slow_1'],
    ['Timeout', 'ANALYZE public.slow_2'],
  ];
  const sessions = [watcher, holder];
  for (const [waitsFor, sql] of busy) {
    const session = await open(database.url);
    sessions.push(session);
    await session.query("SET vacuum_cost_delay = '100ms'; SET vacuum_cost_limit = 1");
    session.query(sql).catch(() => undefined); // goes on until the end
    await until(`${sql} is under way`, async () => {
      const { rowCount } = await watcher.query(
        `SELECT FROM pg_stat_activity WHERE query = $1 AND wait_event_type = $2 AND query_start < now() - interval '0.2 s'`,
        [sql, waitsFor],
      );
      return rowCount;
    });
  }
  return sessions;
}
