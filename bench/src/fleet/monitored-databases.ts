import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '@pgwatch-heroku/embedded-postgres';
import { type Client, connect, sleep } from '@pgwatch-heroku/shared';
import {
  connectionsPerSourceSql,
  copyDatabaseSql,
  createRoleSql,
  executionTimeSql,
  statementCount,
  templateSql,
  warmUpSql,
  workSql,
} from './sql/monitored.js';

export interface ExecutionTime {
  ours: number;
  whole: number;
  calls: number;
  otherCalls: number;
}

/** A server of databases that are monitored, with an application at work in them. */
export interface MonitoredCluster {
  /** As a role with pg_monitor, one per database. */
  urls: string[];
  /** The same as superuser. */
  superuserUrls: string[];
  /** In ms, since the start; and how often statements ran, ours and others. */
  executionTime(): Promise<ExecutionTime>;
  connectionsPerSource(): Promise<number>;
  /** One more moment of the application's work, in the next database. */
  work(): Promise<void>;
  remove(): Promise<void>;
}

/** The application's statements, its updates and ours: an entry that is evicted takes its time out of the sums. */
const entriesPerDatabase = 2 * statementCount + 300;
/** Each is a connection that sleeps for most of a second. */
const warmUpsAtOnce = 8;
/** Each database is worked in about this often. */
const workEveryMs = 30_000;

/** @param options `works: false` leaves the application's work to the caller. */
export async function startMonitoredCluster(
  count: number,
  onProgress: () => void,
  { works = true }: { works?: boolean } = {},
): Promise<MonitoredCluster> {
  const dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-bench-'));
  await chmod(dir, 0o755);
  const postgres = await startPostgres({
    dir,
    settings: {
      'pg_stat_statements.max': Math.max(2_000, count * entriesPerDatabase),
      max_connections: count + 50,
      shared_buffers: '128MB',
      fsync: 'off',
      // Each database is looked at once in so long: with many of them, not with all at every moment.
      autovacuum_naptime: `${Math.max(60, 6 * count)}s`,
    },
  });
  const open = async (database: string): Promise<Client> =>
    connect({ url: withDatabase(postgres.superuserUrl, database), label: 'the bench', applicationName: 'bench' });
  const run = async <T extends object>(database: string, statements: readonly string[]): Promise<T[]> => {
    const client = await open(database);
    try {
      let rows: T[] = [];
      for (const sql of statements) rows = (await client.query<T>(sql)).rows;
      return rows;
    } finally {
      await client.end();
    }
  };
  const password = randomBytes(8).toString('hex');
  const names = Array.from({ length: count }, (_, i) => `item_${i + 1}_db`);
  await run('postgres', [
    'CREATE EXTENSION pg_stat_statements',
    ...createRoleSql(password),
    'CREATE DATABASE item_template',
  ]);
  await run('item_template', templateSql);
  // Copies of one template wait for each other.
  for (const name of names) await run('postgres', [copyDatabaseSql(name)]);
  const cold = names.values();
  const warmUp = async () => {
    for (const name of cold) {
      await run(name, [warmUpSql]);
      onProgress();
    }
  };
  await Promise.all(Array.from({ length: warmUpsAtOnce }, warmUp));
  let turn = 0;
  const work = async () => {
    const name = names[turn % count] as string;
    await run(name, [workSql(turn++)]);
  };
  let isWorking = works;
  const working = (async () => {
    while (isWorking) {
      // A database that is busy now is worked in the next time.
      await work().catch(() => undefined);
      await sleep(workEveryMs / count);
    }
  })();
  return {
    urls: names.map((name) => {
      const url = new URL(withDatabase(postgres.superuserUrl, name));
      url.username = 'pgwatch2';
      url.password = password;
      return url.href;
    }),
    superuserUrls: names.map((name) => withDatabase(postgres.superuserUrl, name)),
    executionTime: async () =>
      (await run<ExecutionTime>('postgres', [executionTimeSql]))[0] ?? { ours: 0, whole: 0, calls: 0, otherCalls: 0 },
    connectionsPerSource: async () =>
      (await run<{ connections: number }>('postgres', [connectionsPerSourceSql]))[0]?.connections ?? 0,
    work,
    async remove() {
      isWorking = false;
      await working;
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
