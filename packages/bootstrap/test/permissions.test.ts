import { expect, it } from '@jest/globals';
import { ensureMetricTable, ensurePartitions } from '@pgwatch-heroku/store';
import { createTestDatabase, createTestRole } from '@pgwatch-heroku/testkit';
import { bootstrapCollector } from '../src/bootstrap-collector.js';
import { bootstrapGrafana } from '../src/bootstrap-grafana.js';
import { type Grant, grants } from '../src/grants.js';
import { captureLog, refusalOf, userOf, withClient } from './support.js';

const { log } = captureLog();
const shape = (metric: string) => ({ metric, tags: ['tag_x'], columns: [{ name: 'n', type: 'int8' as const }] });
const declared: readonly Grant[] = Object.values(grants).filter(({ database }) => database === 'Collector DB');

/** A right as it is found: who has it on what. */
interface Found {
  grantee: string;
  kind: string;
  schema: string;
  object: string;
  right: string;
}

/** Every right in the database that somebody beside the owner of the object has, and who owns what in our schemas. */
const rightsSql = `
  SELECT a.grantee, 'schema' AS kind, n.nspname::text AS schema, n.nspname::text AS object, a.privilege_type AS right
    FROM pg_namespace n, aclexplode(n.nspacl) a WHERE a.grantee <> n.nspowner
  UNION ALL
  SELECT a.grantee, CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END, n.nspname, c.relname, a.privilege_type
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a WHERE a.grantee <> c.relowner
  UNION ALL
  SELECT a.grantee, 'column', n.nspname, c.relname || '.' || t.attname, a.privilege_type
    FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
         aclexplode(t.attacl) a WHERE a.grantee <> c.relowner
  UNION ALL
  SELECT a.grantee, 'function', n.nspname, p.proname, a.privilege_type
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, aclexplode(p.proacl) a WHERE a.grantee <> p.proowner
  UNION ALL
  SELECT a.grantee, 'default privileges on ' || CASE d.defaclobjtype WHEN 'r' THEN 'tables' ELSE d.defaclobjtype::text END,
         coalesce(n.nspname, ''), '', a.privilege_type
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace, aclexplode(d.defaclacl) a
   WHERE a.grantee <> d.defaclrole
  UNION ALL
  SELECT m.member, 'role', '', m.roleid::regrole::text, 'MEMBER' FROM pg_auth_members m`;

async function createHardened(options: { adminOption: boolean }) {
  const database = await createTestDatabase();
  const urls = {
    pgwatch2: await createTestRole(database, 'pgwatch2'),
    pgwatch2_grafana: await createTestRole(database, 'pgwatch2_grafana'),
    pgwatch2_grafana_store: await createTestRole(database, 'pgwatch2_grafana_store'),
  };
  await withClient(database.superuserUrl, async (client) => {
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    if (!options.adminOption) return;
    for (const url of [urls.pgwatch2, urls.pgwatch2_grafana_store]) {
      await client.query(`GRANT ${userOf(url)} TO ${database.owner} WITH ADMIN OPTION`);
    }
  });
  const bootstrap = async () => {
    const { url } = database;
    const collector = await bootstrapCollector({ url, pgwatch2Url: urls.pgwatch2, log });
    const grafana = await bootstrapGrafana({
      url,
      pgwatch2Url: urls.pgwatch2,
      grafanaUrl: urls.pgwatch2_grafana,
      grafanaStoreUrl: urls.pgwatch2_grafana_store,
      log,
    });
    return {
      changes: [...collector.changes, ...grafana.changes],
      warnings: [...collector.warnings, ...grafana.warnings],
    };
  };
  /** The credential that a role of this test plays. */
  const credentialOf = (role: string) =>
    role === database.owner ? 'default' : Object.entries(urls).find(([, url]) => userOf(url) === role)?.[0];
  const findRights = () =>
    withClient(database.superuserUrl, async (client) => {
      const { rows } = await client.query<Found>(
        `SELECT CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END AS grantee,
                kind, schema, object, "right" FROM (${rightsSql}) r
          WHERE schema !~ '^(pg_|information_schema)'`,
      );
      return rows.flatMap((row) => {
        const grantee = row.grantee === 'PUBLIC' ? 'PUBLIC' : credentialOf(row.grantee);
        // pg_monitor is the plan's, and other roles of the shared cluster are other tests'.
        if (grantee === undefined || row.object === 'pg_monitor') return [];
        return [
          { ...row, grantee, object: row.kind === 'role' ? (credentialOf(row.object) ?? row.object) : row.object },
        ];
      });
    });
  return { database, urls, bootstrap, findRights };
}

const isDeclared = ({ grantee, kind, schema, object, right }: Found): boolean =>
  declared.some((grant) => {
    if (grant.to !== grantee || !grant.rights.includes(right) || grant.kind !== kind) return false;
    if (kind === 'role') return grant.on.includes(object);
    if (kind === 'column') {
      const [table, column] = object.split('.');
      return grant.on.some((entry) => new RegExp(`^pgwatch2\\.${table} \\(.*\\b${column}\\b.*\\)$`).test(entry));
    }
    return grant.on.includes(schema) || (schema === 'public' && grant.on.includes('the views of metrics in public'));
  });

it.each([
  ['may give ownership', true],
  ['may not', false],
])('gives no right that docs/permissions.md does not list, where default %s', async (_case, adminOption) => {
  const { database, urls, bootstrap, findRights } = await createHardened({ adminOption });
  await bootstrap();
  await withClient(adminOption ? urls.pgwatch2 : database.url, async (client) => {
    await ensureMetricTable(client, shape('m'));
    await ensurePartitions(client, { from: new Date(), to: new Date() });
  });
  await bootstrap();
  const found = await findRights();
  expect(found.filter((right) => right.grantee !== 'PUBLIC' && !isDeclared(right))).toEqual([]);
  expect(found.filter(({ grantee }) => grantee === 'PUBLIC')).toEqual([]);
  // And each of those that apply here is really given.
  const credentials = new Set(found.map(({ grantee }) => grantee));
  expect([...credentials].sort()).toEqual(
    adminOption
      ? ['default', 'pgwatch2', 'pgwatch2_grafana']
      : ['pgwatch2', 'pgwatch2_grafana', 'pgwatch2_grafana_store'],
  );
  await database.drop();
});

it('takes from PUBLIC what somebody gave it in our schemas, tables and columns included', async () => {
  const { database, urls, bootstrap, findRights } = await createHardened({ adminOption: true });
  await bootstrap();
  await withClient(urls.pgwatch2, async (client) => {
    await client.query('GRANT SELECT ON pgwatch2.session TO PUBLIC');
    await client.query('GRANT UPDATE (name) ON pgwatch2.source TO PUBLIC');
  });
  await withClient(database.superuserUrl, (client) =>
    client.query('GRANT USAGE ON SCHEMA samples, grafana, admin TO PUBLIC'),
  );
  expect(await refusalOf(urls.pgwatch2_grafana, 'SELECT * FROM pgwatch2.session')).toBeUndefined();
  const { changes } = await bootstrap();
  expect(changes).toContain('table pgwatch2.session: rights taken from PUBLIC');
  expect((await findRights()).filter(({ grantee }) => grantee === 'PUBLIC')).toEqual([]);
  expect(await refusalOf(urls.pgwatch2_grafana, 'SELECT * FROM pgwatch2.session')).toBe('42501');
  expect((await bootstrap()).changes).toEqual([]);
  await database.drop();
});

it('lets the role of the data source read samples, and neither write, nor look into the rest, nor act as another', async () => {
  const { database, urls, bootstrap } = await createHardened({ adminOption: true });
  await bootstrap();
  await withClient(urls.pgwatch2, async (client) => {
    await ensureMetricTable(client, shape('m'));
    await ensurePartitions(client, { from: new Date(), to: new Date() });
  });
  await bootstrap();
  const url = urls.pgwatch2_grafana;
  expect(await refusalOf(url, "SELECT data->>'n', tag_data FROM public.m")).toBeUndefined();
  expect(await refusalOf(url, 'SELECT * FROM samples.m')).toBeUndefined();

  const [tables, routines] = await withClient(database.superuserUrl, async (client) => [
    (
      await client.query<{ name: string }>(
        `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname IN ('pgwatch2', 'samples', 'admin', 'public') AND c.relkind IN ('r', 'p', 'v')`,
      )
    ).rows.map(({ name }) => name),
    (
      await client.query<{ name: string }>(
        `SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
          WHERE n.nspname IN ('pgwatch2', 'samples', 'admin', 'public', 'grafana') AND p.prosecdef`,
      )
    ).rows,
  ]);
  expect(tables.length).toBeGreaterThan(50);
  await withClient(url, async (client) => {
    for (const name of tables) {
      const { rows } = await client.query(
        `SELECT has_table_privilege($1, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') AS "canWrite",
                has_any_column_privilege($1, 'INSERT, UPDATE, REFERENCES') AS "canWriteColumns",
                has_table_privilege($1, 'SELECT') AS "canRead"`,
        [name],
      );
      const canRead = !name.startsWith('pgwatch2.');
      expect({ name, ...rows[0] }).toEqual({ name, canWrite: false, canWriteColumns: false, canRead });
    }
  });
  // No function of ours runs with more rights than its caller's, so none leads around that.
  expect(routines).toEqual([]);
  for (const sql of [
    `SET ROLE ${userOf(urls.pgwatch2)}`,
    `SET ROLE ${userOf(urls.pgwatch2_grafana_store)}`,
    `SET ROLE ${database.owner}`,
    'CREATE TABLE grafana.evil (n int)',
    'CREATE FUNCTION public.evil() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    'CREATE FUNCTION samples.evil() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    "COPY samples.m TO PROGRAM 'true'",
  ]) {
    expect([sql, await refusalOf(url, sql)]).toEqual([sql, '42501']);
  }
  await database.drop();
});

it("gives Grafana's own role a schema, what Grafana made in it as the owner included, and nothing else", async () => {
  const { database, urls, bootstrap } = await createHardened({ adminOption: true });
  const { url } = database;
  // Degraded: Grafana logs in as the owner and makes its tables.
  await bootstrapCollector({ url, log });
  expect((await bootstrapGrafana({ url, log })).changes).toEqual(['schema grafana created']);
  expect((await bootstrapGrafana({ url, log })).changes).toEqual([]);
  await withClient(url, async (client) => {
    await client.query('CREATE TABLE grafana.dashboard (id serial PRIMARY KEY, title text)');
    await client.query("INSERT INTO grafana.dashboard (title) VALUES ('mine')");
  });
  // Hardened.
  const { changes, warnings } = await bootstrap();
  expect(warnings).toEqual([]);
  expect(changes).toContain(`schema grafana given to ${userOf(urls.pgwatch2_grafana_store)}`);
  expect((await bootstrap()).changes).toEqual([]);
  const store = urls.pgwatch2_grafana_store;
  await withClient(store, async (client) => {
    await client.query('ALTER TABLE grafana.dashboard ADD COLUMN slug text');
    await client.query("INSERT INTO grafana.dashboard (title) VALUES ('second')");
    expect((await client.query('SELECT title FROM grafana.dashboard ORDER BY id')).rows).toHaveLength(2);
    await client.query('CREATE TABLE grafana.migration_log (id int)');
  });
  expect((await bootstrap()).changes).toEqual([]);
  for (const sql of [
    'SELECT * FROM pgwatch2.source',
    'SELECT * FROM samples.db_stats',
    'SELECT * FROM admin.all_distinct_dbname_metrics',
    'CREATE TABLE public.evil (n int)',
    'CREATE TABLE samples.evil (n int)',
    'CREATE SCHEMA evil',
    `SET ROLE ${database.owner}`,
    `SET ROLE ${userOf(urls.pgwatch2)}`,
  ]) {
    expect([sql, await refusalOf(store, sql)]).toEqual([sql, '42501']);
  }
  for (const other of [urls.pgwatch2, urls.pgwatch2_grafana]) {
    expect(await refusalOf(other, 'SELECT * FROM grafana.dashboard')).toBe('42501');
  }
  await database.drop();
});

it('lets Grafana work in its schema where default may not give it away, and gives it after repair-default', async () => {
  const { database, urls, bootstrap } = await createHardened({ adminOption: false });
  await bootstrapGrafana({ url: database.url, log });
  await withClient(database.url, (client) => client.query('CREATE TABLE grafana.dashboard (id serial, title text)'));
  const { warnings } = await bootstrap();
  expect(warnings.join()).toContain('heroku pg:credentials:repair-default, then grafana-bootstrap');
  const store = urls.pgwatch2_grafana_store;
  expect(await refusalOf(store, "INSERT INTO grafana.dashboard (title) VALUES ('x')")).toBeUndefined();
  expect(await refusalOf(store, 'CREATE TABLE grafana.young (n int)')).toBeUndefined();
  expect(await refusalOf(store, 'ALTER TABLE grafana.dashboard ADD COLUMN slug text')).toBe('42501');
  expect((await bootstrap()).changes).toEqual([]);

  await withClient(database.superuserUrl, async (client) => {
    for (const role of [urls.pgwatch2, store].map(userOf)) {
      await client.query(`GRANT ${role} TO ${database.owner} WITH ADMIN OPTION`);
    }
  });
  expect((await bootstrap()).warnings).toEqual([]);
  expect(await refusalOf(store, 'ALTER TABLE grafana.dashboard ADD COLUMN slug text')).toBeUndefined();
  // The collector's side of the same repair: a column and a partition that are younger than it.
  await withClient(urls.pgwatch2, async (client) => {
    await ensureMetricTable(client, shape('m'));
    const columns = [...shape('m').columns, { name: 'later', type: 'float8' as const }];
    expect((await ensureMetricTable(client, { ...shape('m'), columns })).changes).not.toEqual([]);
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect((await ensurePartitions(client, { from: tomorrow, to: tomorrow })).created).not.toEqual([]);
  });
  await database.drop();
});

it('refuses a store role that is another role of ours, or of another database', async () => {
  const { database, urls } = await createHardened({ adminOption: true });
  const { url } = database;
  for (const grafanaStoreUrl of [urls.pgwatch2_grafana, url]) {
    await expect(
      bootstrapGrafana({ url, grafanaUrl: urls.pgwatch2_grafana, grafanaStoreUrl, log }),
    ).rejects.toMatchObject({ code: 'configuration', message: expect.stringContaining('PGWATCH2_GRAFANA_STORE_URL') });
  }
  const elsewhere = new URL(urls.pgwatch2_grafana_store);
  elsewhere.pathname = '/other';
  await expect(bootstrapGrafana({ url, grafanaStoreUrl: elsewhere.href, log })).rejects.toMatchObject({
    message: 'PGWATCH2_GRAFANA_STORE_URL leads to another database than DATABASE_URL',
  });
  await database.drop();
});
