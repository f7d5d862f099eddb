import { type Client, connect } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole, type TestDatabase } from '@pgwatch-heroku/testkit';
import { type Metric, metrics, selectSql } from '../src/index.js';

export interface Monitored {
  database: TestDatabase;
  /** Owns the database and has pg_monitor, as the owner role of Heroku's Standard plans. */
  owner: Client;
  /** Has no right but to connect. */
  plain: Client;
  close(): Promise<void>;
}

export const open = (url: string, readOnly = true): Promise<Client> =>
  connect({ url, label: 'the test database', applicationName: 'test', readOnly, lockTimeoutMs: 300 });

export const metricNamed = (name: string): Metric => metrics.find((metric) => metric.name === name) as Metric;

const extensions = ['pg_stat_statements', 'pg_buffercache', 'pgstattuple'];

export const place = (sql: string): string =>
  sql.replace(/\{\{(\w+)\}\}/g, (_, name: string) => `${extensions.includes(name) ? 'public' : 'pg_catalog'}.${name}`);

/** Runs a metric's SQL for the server's version. */
export async function fetchMetric(client: Client, name: string) {
  const version = Number((await client.query('SHOW server_version_num')).rows[0].server_version_num);
  const result = await client.query(`SELECT * FROM (${place(selectSql(metricNamed(name), version) ?? '')}) m`);
  return { rows: result.rows as Record<string, string | null>[], fields: result.fields };
}

/** A database with every extension that a metric reads, and two connections as the collector makes them. */
export async function createMonitored(): Promise<Monitored> {
  const database = await createTestDatabase();
  const superuser = await open(database.superuserUrl, false);
  for (const name of extensions) await superuser.query(`CREATE EXTENSION ${name}`);
  await superuser.end();
  const owner = await open(database.url);
  const plain = await open(await createTestRole(database, 'plain'));
  for (const client of [owner, plain]) await client.query('SET search_path = pg_catalog, pg_temp');
  return {
    database,
    owner,
    plain,
    close: async () => {
      await owner.end();
      await plain.end();
      await database.drop();
    },
  };
}

/** Why a metric is not available to a role; null where it is. */
export async function unavailableReason(client: Client, name: string): Promise<string | null> {
  const { availability } = metricNamed(name);
  if (availability === undefined) return null;
  const { rows } = await client.query({ text: place(availability), rowMode: 'array' });
  return (rows as unknown as (string | null)[][])[0]?.[0] ?? null;
}
