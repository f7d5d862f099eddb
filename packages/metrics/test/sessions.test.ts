import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, connect } from '@pgwatch-heroku/shared';
import { until } from '@pgwatch-heroku/testkit';
import { selectSql } from '../src/index.js';
import { createMonitored, fetchMetric, type Monitored, metricNamed, open, place } from './support.js';

let monitored: Monitored;
const others: Client[] = [];
const running: Promise<unknown>[] = [];

/** A session that waits for locks as long as it takes. */
async function session(): Promise<Client> {
  const client = await connect({ url: monitored.database.url, label: 'session', applicationName: 'session' });
  others.push(client);
  return client;
}
const start = async (sql: string) => void running.push((await session()).query(sql).catch(() => undefined));

beforeAll(async () => {
  monitored = await createMonitored();
  const client = await open(monitored.database.url, false);
  await client.query('CREATE TABLE public.contended (id int PRIMARY KEY); INSERT INTO public.contended VALUES (1)');
  await client.end();
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
afterAll(() => monitored.close());

describe('stat_activity', () => {
  const found = async (client: Client, text: string) =>
    (await fetchMetric(client, 'stat_activity')).rows.filter((row) => row['query']?.includes(text));

  it('counts the sessions of a statement as one row, whatever its literals, with one text on one line', async () => {
    await start("SELECT pg_sleep(30),\n\t'first'");
    await start("SELECT pg_sleep(30),\n\t'second'");
    const rows = await until('both', async () => {
      const seen = await found(monitored.owner, 'pg_sleep');
      return seen[0]?.['count'] === '2' && seen;
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.['query']).toMatch(/^SELECT pg_sleep\(30\), '(first|second)'$/);
    expect(rows[0]?.['tag_queryid']).toMatch(/^-?\d+$/);
    expect(await found(monitored.plain, '')).toEqual([]);
  });

  it('leaves out what a collector runs', async () => {
    await start('SELECT /* pgwatch-heroku */ pg_sleep(30)');
    await start('SELECT pg_sleep(30) AS theirs');
    await until('the other one', async () => (await found(monitored.owner, 'theirs')).length === 1);
    expect(await found(monitored.owner, 'pgwatch-heroku')).toEqual([]);
  });
});

describe('backends', () => {
  it("counts none of the server's own processes among the connections that are taken, whoever asks", async () => {
    const superuser = await open(monitored.database.superuserUrl, false);
    // Who sees which process is what; of one moment with what the metric sees.
    await superuser.query(`CREATE FUNCTION public.processes(type text) RETURNS bigint SECURITY DEFINER LANGUAGE sql AS
      'SELECT count(*) FROM pg_stat_activity WHERE backend_type = type AND pid <> pg_backend_pid()'`);
    await superuser.end();
    const sql = `SELECT round(b.connections_used * b.max_connections)::int8 AS taken, b.instance_total,
      public.processes('client backend') AS clients, public.processes('logical replication launcher') AS launchers,
      (SELECT count(*) FROM pg_stat_activity WHERE usesysid IS NULL) AS own
      FROM (${place(selectSql(metricNamed('backends'), 150_000) ?? '')}) b`;
    for (const client of [monitored.owner, monitored.plain]) {
      const [row] = (await client.query<Record<string, string>>(sql)).rows;
      expect(Number(row?.['own'])).toBeGreaterThan(0);
      expect(row?.['launchers']).toBe('1');
      expect(row?.['taken']).toBe(row?.['clients']);
      expect(Number(row?.['instance_total'])).toBeGreaterThan(Number(row?.['taken']));
    }
  });
});

describe('wait_events', () => {
  it('counts active sessions by what they wait for', async () => {
    await (await session()).query('BEGIN; LOCK public.contended');
    await start('SELECT 1 FROM public.contended');
    await start('SELECT 2 FROM public.contended');
    const rows = await until('both', async () => {
      const seen = (await fetchMetric(monitored.owner, 'wait_events')).rows;
      return seen.some((row) => row['count'] === '2') && seen;
    });
    expect(rows).toEqual([
      expect.objectContaining({
        tag_wait_event_type: 'Lock',
        tag_wait_event: 'relation',
        count: '2',
        total_active: '2',
      }),
    ]);
  });
});

describe('blocking_locks', () => {
  const fetchWhenBlocked = (client: Client) =>
    until('somebody blocked', async () => {
      const { rows } = await fetchMetric(client, 'blocking_locks');
      // Sessions and locks are no one picture: a lock may be seen before what its session runs.
      return rows.length > 0 && rows.every((row) => row['waiting_query'] !== '') && rows;
    });

  it('names the session in the way and not one that holds a lock without conflict', async () => {
    await (await session()).query('BEGIN; LOCK public.contended IN ACCESS SHARE MODE');
    const holder = await session();
    await holder.query('BEGIN; LOCK public.contended IN SHARE MODE');
    const { rows: own } = await holder.query('SELECT pg_backend_pid()::text AS pid');
    await start('UPDATE public.contended\n SET id = 2');
    const rows = await fetchWhenBlocked(monitored.owner);
    expect(rows).toEqual([
      expect.objectContaining({
        tag_waiting_locktype: 'relation',
        tag_waiting_user: monitored.database.owner,
        tag_waiting_mode: 'RowExclusiveLock',
        tag_waiting_table: 'public.contended',
        waiting_query: 'UPDATE public.contended SET id = 2',
        other_locktype: 'relation',
        other_table: 'public.contended',
        other_mode: 'ShareLock',
        other_pid: own[0].pid,
        other_user: monitored.database.owner,
      }),
    ]);
  });

  it('shows a row that is awaited by the transaction that holds it, without texts to those who may not read them', async () => {
    await (await session()).query('BEGIN; UPDATE public.contended SET id = id');
    await start('UPDATE public.contended SET id = id');
    const rows = await fetchWhenBlocked(monitored.plain);
    expect(rows).toEqual([
      expect.objectContaining({
        tag_waiting_locktype: 'transactionid',
        tag_waiting_table: 'null',
        waiting_query: null,
        other_query: null,
        other_mode: 'ExclusiveLock',
      }),
    ]);
  });
});

describe('locks', () => {
  it('counts locks on transactions where their session is', async () => {
    await (await session()).query('BEGIN; UPDATE public.contended SET id = id');
    const { rows } = await fetchMetric(monitored.plain, 'locks');
    expect(rows).toHaveLength(9);
    expect(rows).toContainEqual({ tag_locktype: 'transactionid', count: '1' });
    expect(rows).toContainEqual({ tag_locktype: 'virtualxid', count: '1' });
    expect(rows).toContainEqual({ tag_locktype: 'advisory', count: '0' });
  });
});

describe('kpi', () => {
  it('counts who is active and who waits, and the age of the oldest transaction', async () => {
    await (await session()).query('BEGIN; LOCK public.contended');
    await start('SELECT 1 FROM public.contended');
    await until('one waits', async () => {
      const row = (await fetchMetric(monitored.owner, 'kpi')).rows[0];
      return row?.['active_backends'] === '2' && row['blocked_backends'] === '1' && row['kpi_oldest_tx_s'] !== null;
    });
  });
});
