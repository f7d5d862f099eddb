import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AppError, codeOf, connect } from '@pgwatch-heroku/shared';
import { ensureMetricTable, ensurePartitions } from '@pgwatch-heroku/store';
import { createTestDatabase, createTestRole, type TestDatabase } from '@pgwatch-heroku/testkit';
import { bootstrapCollector } from '../src/bootstrap-collector.js';
import { isNotThere } from '../src/failure.js';
import { captureLog, refusalOf, userOf, withClient } from './support.js';

let essential: TestDatabase;
let standard: TestDatabase;
const { log, text } = captureLog();
const shape = { metric: 'demo', tags: [], columns: [{ name: 'n', type: 'int8' as const }] };
const day = 86_400_000;

beforeAll(async () => {
  [essential, standard] = await Promise.all([
    createTestDatabase({ ownerMonitors: false, connectionLimit: 20 }),
    createTestDatabase(),
  ]);
});
afterAll(async () => {
  await essential.drop();
  await standard.drop();
});

it('succeeds twenty at once on an Essential database whose connections are nearly all taken', async () => {
  const holders = await Promise.all(
    Array.from({ length: 14 }, () =>
      connect({ url: essential.url, label: 'a holder', applicationName: 'test holder' }),
    ),
  );
  const results = await Promise.all(
    Array.from({ length: 20 }, () => bootstrapCollector({ url: essential.url, log, deadlineMs: 60_000 })),
  );
  await Promise.all(holders.map((holder) => holder.end()));
  expect(text()).toContain('too many connections for role');
  // Exactly one of them did the work.
  const migrations = results.flatMap(({ changes }) => changes.filter((change) => change.startsWith('migration')));
  expect(migrations).toContain('migration 0001_store applied');
  expect(new Set(migrations).size).toBe(migrations.length);
  expect(results.filter(({ changes }) => changes.length === 0)).toHaveLength(19);
});

it('changes nothing the second time and lets nobody else in', async () => {
  expect(await bootstrapCollector({ url: essential.url, log })).toEqual({ changes: [], warnings: [], limits: [] });
  const strangerUrl = await createTestRole(essential, 'stranger');
  expect(await refusalOf(strangerUrl, 'SELECT * FROM pgwatch2.source')).toBe('42501');

  await withClient(essential.url, (client) => client.query('GRANT USAGE ON SCHEMA samples TO PUBLIC'));
  expect((await bootstrapCollector({ url: essential.url, log })).changes).toEqual([
    'schema samples: rights taken from PUBLIC',
  ]);
});

it('goes on in a copy that another owner has, as pg:copy to a Standard plan makes one, and hands that over too', async () => {
  const fetchAt = (url: string, time: string) =>
    withClient(url, async (client) => {
      await ensureMetricTable(client, shape);
      await ensurePartitions(client, { from: new Date(), to: new Date() });
      await client.query(
        `INSERT INTO samples.demo (source_id, time, fetched_at, n) SELECT id, ${time}, now(), 7 FROM pgwatch2.source`,
      );
    });
  await withClient(essential.url, (client) => client.query("INSERT INTO pgwatch2.source (name) VALUES ('MOVED')"));
  await fetchAt(essential.url, 'now()');
  const { name, owner } = essential;
  const copy = await createTestDatabase({ ownedTemplate: { name, owner } });
  // Who takes over what a role owns takes its databases too.
  await withClient(essential.superuserUrl, (client) => client.query(`ALTER DATABASE ${name} OWNER TO ${owner}`));

  const unchanged = { changes: [], warnings: [], limits: [] };
  expect(await bootstrapCollector({ url: copy.url, log })).toEqual(unchanged);
  const roleUrl = await createTestRole(copy, 'pgwatch2');
  await withClient(copy.superuserUrl, (client) =>
    client.query(`GRANT ${userOf(roleUrl)} TO ${copy.owner} WITH ADMIN OPTION`),
  );
  const options = { url: copy.url, pgwatch2Url: roleUrl, log };
  expect((await bootstrapCollector(options)).warnings).toEqual([]);
  await fetchAt(roleUrl, "now() + interval '1 ms'");
  const seen = await withClient(roleUrl, (client) => client.query("SELECT dbname, data->>'n' AS n FROM public.demo"));
  expect(seen.rows).toEqual(Array(2).fill({ dbname: 'MOVED', n: '7' }));
  expect(await bootstrapCollector(options)).toEqual(unchanged);
  await copy.drop();
});

it('hands everything over when credential pgwatch2 appears, and new columns and partitions still work', async () => {
  // Degraded: made and filled by the default credential.
  await bootstrapCollector({ url: standard.url, log });
  await withClient(standard.url, async (client) => {
    await ensureMetricTable(client, shape);
    await ensurePartitions(client, { from: new Date(), to: new Date() });
    await client.query("INSERT INTO pgwatch2.source (name) VALUES ('S')");
    await client.query('INSERT INTO samples.demo (source_id, time, fetched_at, n) VALUES (1, now(), now(), 7)');
  });
  // Hardened: all that Heroku's repair-default leaves us with on a new credential is ADMIN OPTION.
  const roleUrl = await createTestRole(standard, 'pgwatch2');
  const role = userOf(roleUrl);
  // Until PostgreSQL 15 it cannot be had without membership.
  let isMember = false;
  await withClient(standard.superuserUrl, async (client) => {
    isMember = Number((await client.query('SHOW server_version_num')).rows[0].server_version_num) < 160_000;
    const alone = isMember ? '' : ', INHERIT FALSE, SET FALSE';
    await client.query(`GRANT ${role} TO ${standard.owner} WITH ADMIN OPTION${alone}`);
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  });
  const options = { url: standard.url, pgwatch2Url: roleUrl, log };
  const { changes, warnings } = await bootstrapCollector(options);
  expect(warnings).toEqual([]);
  expect(changes.includes(`${standard.owner} is now a member of ${role}`)).toBe(!isMember);
  expect(changes.join()).toMatch(/\d+ tables, views, types and functions given to/);
  expect(await bootstrapCollector(options)).toEqual({ changes: [], warnings: [], limits: [] });

  await withClient(roleUrl, async (client) => {
    const columns = [...shape.columns, { name: 'added', type: 'float8' as const }];
    expect((await ensureMetricTable(client, { ...shape, columns })).changes).toContain('column samples.demo.added');
    await ensureMetricTable(client, { ...shape, metric: 'younger' });
    const tomorrow = new Date(Date.now() + day);
    expect((await ensurePartitions(client, { from: new Date(), to: tomorrow })).created).not.toEqual([]);
    const { rows } = await client.query("SELECT dbname, data->>'n' AS n, data->>'added' AS added FROM public.demo");
    expect(rows).toEqual([{ dbname: 'S', n: '7', added: null }]);
  });
  // What the collector made meanwhile is in order, and the default credential can go on migrating.
  expect(await bootstrapCollector(options)).toEqual({ changes: [], warnings: [], limits: [] });
  expect(await refusalOf(standard.url, 'ALTER TABLE samples.younger ADD COLUMN later int')).toBeUndefined();

  // Back again: the attachment is gone, the collector logs in as the owner, who is a member of pgwatch2.
  expect(await bootstrapCollector({ url: standard.url, log })).toEqual({ changes: [], warnings: [], limits: [] });
  await withClient(standard.url, (client) =>
    ensureMetricTable(client, { ...shape, columns: [...shape.columns, { name: 'third', type: 'bool' }] }),
  );
});

it('grants what it can and names the way out when the default credential may not hand over', async () => {
  const database = await createTestDatabase();
  const roleUrl = await createTestRole(database, 'pgwatch2');
  const options = { url: database.url, pgwatch2Url: roleUrl, log };
  const { changes, warnings } = await bootstrapCollector(options);
  expect(warnings.join()).toContain('heroku pg:credentials:repair-default');
  expect(changes.join()).toContain(`${userOf(roleUrl)} may read and write them`);
  expect(await refusalOf(roleUrl, "INSERT INTO pgwatch2.source (name) VALUES ('S')")).toBeUndefined();
  const again = await bootstrapCollector(options);
  expect(again.changes).toEqual([]);
  expect(again.warnings).toEqual(warnings);

  // After repair-default the next release puts it right.
  await withClient(database.superuserUrl, (client) =>
    client.query(`GRANT ${userOf(roleUrl)} TO ${database.owner} WITH ADMIN OPTION`),
  );
  expect((await bootstrapCollector(options)).warnings).toEqual([]);
  await database.drop();
});

it('waits for a pgwatch2 role that is not there yet with a warning, and refuses one of another database', async () => {
  const missing = new URL(essential.url);
  missing.username = 'not_yet';
  const { warnings } = await bootstrapCollector({ url: essential.url, pgwatch2Url: missing.href, log });
  expect(warnings.join()).toContain('role not_yet of PGWATCH2_URL is not in this database yet');
  await expect(bootstrapCollector({ url: essential.url, pgwatch2Url: standard.url, log })).rejects.toMatchObject({
    code: 'configuration',
    message: 'PGWATCH2_URL leads to another database than DATABASE_URL',
  });
});

it('tells a database that is full from one that never answered', async () => {
  const database = await createTestDatabase({ ownerMonitors: false, connectionLimit: 1 });
  const caught = await withClient(database.url, () =>
    bootstrapCollector({ url: database.url, log, deadlineMs: 1_000 }).catch((error: unknown) => error),
  );
  expect(caught).toBeInstanceOf(AppError);
  expect(codeOf((caught as AppError).cause)).toBe('53300');
  expect((caught as AppError).code).toBe('unavailable');
  expect(isNotThere(caught)).toBe(false);

  const nowhere = await bootstrapCollector({
    url: 'postgres://u:p@127.0.0.1:1/d',
    log,
    deadlineMs: 500,
  }).catch((error: unknown) => error);
  expect((nowhere as AppError).code).toBe('unavailable');
  expect(isNotThere(nowhere)).toBe(true);
  await database.drop();
});

it('says configuration when it is given a role that owns nothing', async () => {
  const strangerUrl = await createTestRole(standard, 'stranger');
  const database = await createTestDatabase();
  const url = new URL(strangerUrl);
  url.pathname = `/${database.name}`;
  await expect(bootstrapCollector({ url: url.href, log })).rejects.toMatchObject({ code: 'configuration' });
  await database.drop();
});

it('stops with schema-newer when the database is ahead of the code', async () => {
  const database = await createTestDatabase();
  await bootstrapCollector({ url: database.url, log });
  await withClient(database.url, (client) =>
    client.query("INSERT INTO pgwatch2.pgmigrations (name, run_on) VALUES ('9999_future', now())"),
  );
  await expect(bootstrapCollector({ url: database.url, log })).rejects.toMatchObject({ code: 'schema-newer' });
  await database.drop();
});

it('writes no password into its log', () => {
  for (const { url } of [standard, essential]) expect(text()).not.toContain(new URL(url).password);
});
