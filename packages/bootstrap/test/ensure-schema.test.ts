import { expect, it } from '@jest/globals';
import { messageOf } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole, startFaultyProxy } from '@pgwatch-heroku/testkit';
import { bootstrapCollector } from '../src/bootstrap-collector.js';
import { ensureSchema } from '../src/ensure-schema.js';
import { captureLog, withClient } from './support.js';

// One after the other: of tests side by side that load node-pg-migrate at the same time, jest leaves some waiting for ever.

it('waits for a database that comes up late, says so once, and makes its schema', async () => {
  const database = await createTestDatabase();
  const { log, text } = captureLog();
  const proxy = await startFaultyProxy(database.url);
  await proxy.refuse();
  let attempts = 0;
  const onWaiting = () => {
    if (++attempts === 3) void proxy.heal();
  };
  await ensureSchema({ url: proxy.url, log, signal: new AbortController().signal, onWaiting });
  expect(attempts).toBeGreaterThanOrEqual(3);
  expect(text().match(/"event":"waiting"/g)).toHaveLength(1);
  expect(text()).toMatch(/"level":"warn".*"event":"waiting".*"hint":"Check that the database behind DATABASE_URL runs/);
  expect(text()).not.toContain(new URL(database.url).password);
  await withClient(database.url, (client) => client.query('SELECT * FROM pgwatch2.source'));
  await proxy.close();
  await database.drop();
});

it('gives up waiting when the process stops', async () => {
  const { log } = captureLog();
  const stop = new AbortController();
  const waiting = ensureSchema({ url: 'postgres://u:p@127.0.0.1:1/d', log, signal: stop.signal });
  setTimeout(() => stop.abort(new Error('stopping: SIGTERM')), 300);
  await expect(waiting).rejects.toThrow('stopping: SIGTERM');
});

it('survives the moment of a rotation, and asks for a person after three refused logins', async () => {
  const database = await createTestDatabase();
  const { log, text } = captureLog();
  const url = new URL(database.url);
  url.password = 'canary-wrong-password';
  await expect(ensureSchema({ url: url.href, log, signal: new AbortController().signal })).rejects.toMatchObject({
    code: 'configuration',
  });
  expect(text()).not.toContain('canary');

  const rotating = ensureSchema({ url: url.href, log, signal: new AbortController().signal });
  await withClient(database.superuserUrl, (client) =>
    client.query(`ALTER ROLE ${database.owner} PASSWORD 'canary-wrong-password'`),
  );
  await rotating;
  await database.drop();
});

it('is done only when the credential that the dyno works with gets in too', async () => {
  const database = await createTestDatabase();
  const { log, text } = captureLog();
  const signal = new AbortController().signal;
  const proxy = await startFaultyProxy(await createTestRole(database, 'pgwatch2'));
  await proxy.refuse();
  const waitedFor: unknown[] = [];
  await ensureSchema({
    url: database.url,
    pgwatch2Url: proxy.url,
    log,
    signal,
    onWaiting: (error) => {
      waitedFor.push(error);
      if (waitedFor.length === 1) void proxy.heal();
    },
  });
  expect(messageOf(waitedFor[0])).toContain('PGWATCH2_URL');

  const wrong = new URL(proxy.url);
  wrong.password = 'canary-wrong-password';
  const refused = ensureSchema({ url: database.url, pgwatch2Url: wrong.href, log, signal });
  await expect(refused).rejects.toMatchObject({ code: 'configuration' });
  await expect(refused).rejects.toThrow(/PGWATCH2_URL/);
  expect(text()).not.toContain('canary');
  await proxy.close();
  await database.drop();
});

it('waits while the schema cannot be made, and stops where it is newer than the code', async () => {
  const database = await createTestDatabase();
  const { log, text } = captureLog();
  const signal = new AbortController().signal;
  await withClient(database.superuserUrl, (client) =>
    client.query(`REVOKE CREATE ON DATABASE ${database.name} FROM ${database.owner}`),
  );
  let granted: Promise<unknown> | undefined;
  const onWaiting = () => {
    granted ??= withClient(database.superuserUrl, (client) =>
      client.query(`GRANT CREATE ON DATABASE ${database.name} TO ${database.owner}`),
    );
  };
  await ensureSchema({ url: database.url, log, signal, onWaiting });
  await granted;
  expect(text()).toContain('waiting: permission denied');

  await bootstrapCollector({ url: database.url, log });
  await withClient(database.url, (client) =>
    client.query("INSERT INTO pgwatch2.pgmigrations (name, run_on) VALUES ('9999_future', now())"),
  );
  await expect(ensureSchema({ url: database.url, log, signal })).rejects.toMatchObject({ code: 'schema-newer' });
  await database.drop();
});
