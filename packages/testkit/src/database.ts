import { randomBytes } from 'node:crypto';
import { type Client, connect, createPool, type Pool, type Queryable } from '@pgwatch-heroku/shared';
import type { Cluster } from './cluster/start-cluster.js';
import { readClusterUrl } from './config.js';
import {
  createDatabaseSql,
  createRoleSql,
  dropDatabaseSql,
  dropRoleSql,
  findDatabaseSql,
  forgetStatementsSql,
  grantCreateSql,
  grantMonitoringSql,
  reassignSql,
  renameDatabaseSql,
  templateLockSql,
} from './sql/statements.js';

export interface TestDatabase {
  name: string;
  /** As its owner: a role with the rights that Heroku's Standard plans give, unless the options say otherwise. */
  url: string;
  owner: string;
  /** The same database as superuser, to arrange what an owner may not. */
  superuserUrl: string;
  /** Ends all its connections and removes it with its roles. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** CREATE ROLE attributes of the owner. */
  ownerAttributes?: string;
  /** Grants pg_monitor WITH ADMIN OPTION to the owner, as Standard plans and above do. Default true. */
  ownerMonitors?: boolean;
  connectionLimit?: number;
  /** Name of a database to copy; the copy keeps the owner of every object. */
  template?: string;
  /** A database to copy, and whose objects are the new owner's then. */
  ownedTemplate?: OwnedTemplate;
  /** LATIN1, say; default that of the server, UTF8. */
  encoding?: string;
  /** A server other than the run's shared one. */
  server?: Pick<Cluster, 'superuserUrl'>;
}

/** What ownedTemplateDatabase() prepared. */
export interface OwnedTemplate {
  name: string;
  owner: string;
}

export async function withSuperuser<T>(
  work: (client: Client) => Promise<T>,
  database?: string,
  superuserUrl = readClusterUrl(),
): Promise<T> {
  const url = new URL(superuserUrl);
  if (database) url.pathname = `/${database}`;
  const client = await connect({ url: url.href, label: 'the test cluster', applicationName: 'testkit' });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** By server. */
const pools = new Map<string, Pool>();

/** Longer than a test takes between two databases. Nobody ends the pools: what is left of a file ends by itself. */
const idleTimeoutMs = 1_000;

/** For what leaves nothing behind in its session: a connection of one's own costs as much as making a small database. */
function superuserOf(serverUrl: string): Queryable {
  const existing = pools.get(serverUrl);
  if (existing) return existing;
  const pool = createPool({
    ...{ url: serverUrl, label: 'the test cluster', applicationName: 'testkit' },
    ...{ maxConnections: 4, idleTimeoutMs },
  });
  pools.set(serverUrl, pool);
  return pool;
}

/** Of a database there. */
function serverOf(superuserUrl: string): string {
  const url = new URL(superuserUrl);
  url.pathname = '/postgres';
  return url.href;
}

/** Makes an empty database with an owner role of its own, on the run's shared server unless told. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const id = randomBytes(6).toString('hex');
  const name = `t_${id}`;
  const owner = `o_${id}`;
  const password = randomBytes(12).toString('hex');
  const serverUrl = options.server?.superuserUrl ?? readClusterUrl();
  const superuser = superuserOf(serverUrl);
  const limit = options.connectionLimit ?? -1;
  await superuser.query(createRoleSql(owner, password, `${options.ownerAttributes ?? ''} CONNECTION LIMIT ${limit}`));
  if (options.ownerMonitors ?? true) await superuser.query(grantMonitoringSql(owner));
  const template = options.ownedTemplate?.name ?? options.template;
  await superuser.query(createDatabaseSql(name, owner, template, options.encoding));
  if (options.ownedTemplate) {
    const sql = reassignSql(options.ownedTemplate.owner, owner);
    await withSuperuser((client) => client.query(sql), name, serverUrl);
  }
  const base = new URL(serverUrl);
  return {
    name,
    owner,
    url: `postgres://${owner}:${password}@${base.host}/${name}`,
    superuserUrl: `postgres://${base.username}:${base.password}@${base.host}/${name}`,
    drop: async () => {
      // The table of statements is of one size: those of others would fall out of it, with their texts.
      if (!options.server) await superuser.query(forgetStatementsSql, [name]);
      await superuser.query(dropDatabaseSql(name));
      await superuser.query(dropRoleSql(owner)).catch(() => undefined); // still owns something elsewhere: harmless here
    },
  };
}

/** Adds a login role without any rights, as a new Heroku credential is; returns its URL for the given database. */
export async function createTestRole(database: TestDatabase, name: string, attributes = ''): Promise<string> {
  const role = `${name}_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await superuserOf(serverOf(database.superuserUrl)).query(createRoleSql(role, password, attributes));
  const url = new URL(database.url);
  url.username = role;
  url.password = password;
  return url.href;
}

/**
 * A database prepared once per run, as templateDatabase()'s, for copies that belong to whoever they are made for, as all
 * of a store does to its credential. `prepare` works as a role that may create schemas there.
 */
export async function ownedTemplateDatabase(
  key: string,
  prepare: (ownerUrl: string) => Promise<void>,
): Promise<OwnedTemplate> {
  // Not of the database: who takes over what a role owns takes its databases too.
  const owner = `template_${key}_owner`;
  const name = await templateDatabase(key, async (superuserUrl) => {
    const url = new URL(superuserUrl);
    const password = randomBytes(12).toString('hex');
    await withSuperuser(async (client) => {
      await client.query(createRoleSql(owner, password, ''));
      await client.query(grantCreateSql(url.pathname.slice(1), owner));
    });
    url.username = owner;
    url.password = password;
    await prepare(url.href);
  });
  return { name, owner };
}

/**
 * A database prepared once per run, to be copied by `createTestDatabase({ template })`: copying a migrated store takes
 * 50 ms, migrating one a second. Workers that ask at the same time wait for the first. `prepare` must close its
 * connections; the copy keeps the owner of every object.
 */
export async function templateDatabase(key: string, prepare: (superuserUrl: string) => Promise<void>): Promise<string> {
  const name = `template_${key}`;
  if ((await superuserOf(readClusterUrl()).query(findDatabaseSql, [name])).rowCount) return name;
  await withSuperuser(async (client) => {
    await client.query(templateLockSql, [key]);
    const { rowCount } = await client.query(findDatabaseSql, [name]);
    if (rowCount) return;
    await client.query(createDatabaseSql(`${name}_new`, 'postgres'));
    const url = new URL(readClusterUrl());
    url.pathname = `/${name}_new`;
    await prepare(url.href);
    await client.query(renameDatabaseSql(`${name}_new`, name));
  });
  return name;
}
