import path from 'node:path';
import { metrics, presets } from '@pgwatch-heroku/metrics';
import { type Client, connect } from '@pgwatch-heroku/shared';
import { loadDefinitions, migrate } from '@pgwatch-heroku/store';
import {
  createTestDatabase,
  ownedTemplateDatabase,
  type RunningApp,
  startApp,
  type TestDatabase,
} from '@pgwatch-heroku/testkit';

export interface TestStore {
  database: TestDatabase;
  client: Client;
  /** All values of the first column. */
  values(sql: string, parameters?: unknown[]): Promise<unknown[]>;
  close(): Promise<void>;
}

export const open = (url: string): Promise<Client> => connect({ url, label: 'test', applicationName: 'test' });

const mainFile = path.resolve(import.meta.dirname, '../dist/main.js');

/** A Collector DB whose preset fetches the given metrics, in seconds: short, and kept when a collector starts. */
export async function createStore(intervals: Record<string, number>): Promise<TestStore> {
  // Made anew for each of them, the tables would cost more than most of what is done with them.
  const ownedTemplate = await ownedTemplateDatabase('collector', async (url) => {
    const client = await open(url);
    await migrate(client);
    await loadDefinitions(client, { metrics, presets });
    await client.end();
  });
  const database = await createTestDatabase({ ownerMonitors: false, connectionLimit: 20, ownedTemplate });
  const client = await open(database.url);
  await client.query("UPDATE pgwatch2.preset SET origin = 'user'");
  await client.query('DELETE FROM pgwatch2.preset_metric WHERE metric <> ALL ($1)', [Object.keys(intervals)]);
  for (const [metric, seconds] of Object.entries(intervals)) {
    await client.query('UPDATE pgwatch2.preset_metric SET interval_seconds = $2 WHERE metric = $1', [metric, seconds]);
  }
  return {
    database,
    client,
    values: async (sql, parameters) => {
      const { rows, fields } = await client.query(sql, parameters);
      return rows.map((row) => row[fields[0]?.name ?? '']);
    },
    close: async () => {
      await client.end();
      await database.drop();
    },
  };
}

/** Starts the built collector with these sources by alias. */
export function startCollector(
  storeUrl: string,
  sources: Record<string, string>,
  env: Record<string, string> = {},
): RunningApp {
  const attached = Object.entries(sources).map(([alias, url]) => [`PGWATCH2_MONITOREDDB_${alias}_URL`, url]);
  return startApp(mainFile, { DATABASE_URL: storeUrl, ...Object.fromEntries(attached), ...env });
}

/** Ends a collector whatever state it is in. */
export async function end(app: RunningApp | undefined): Promise<void> {
  app?.kill('SIGKILL');
  await app?.exited;
}

/** Ticks of a metric that has a table, in ms, oldest first; empty while it has none. */
export async function ticksOf(store: TestStore, metric: string, source = 'SALES'): Promise<number[]> {
  const values = await store
    .values(
      `SELECT (extract(epoch FROM time) * 1000)::float8 FROM samples."${metric}" m
       JOIN pgwatch2.source s ON s.id = m.source_id WHERE s.name = $1 ORDER BY time`,
      [source],
    )
    .catch(() => []);
  return values.map((value) => Math.round(Number(value)));
}
