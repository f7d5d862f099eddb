import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { type FakeHeroku, startFakeHeroku } from '../server/support/fake-heroku.js';
import { change, signIn, startApp, type TestApp } from '../server/support/start-app.js';
import { createStore, open } from '../server/support/store.js';

const key = 'HRKU-canary-typed-key';
let database: TestDatabase;
let heroku: FakeHeroku;
let served: TestApp;
let admin: Awaited<ReturnType<typeof signIn>>;

beforeAll(async () => {
  [database, heroku] = await Promise.all([createStore(), startFakeHeroku()]);
  served = await startApp(database.superuserUrl, { heroku: heroku.url });
  admin = await signIn(served.app);
});
afterAll(async () => {
  await served.close();
  await heroku.close();
  await database.drop();
});
const operations = async () => (await admin.get('/api/v1/heroku/operations')).body.operations;

it('uses a key that was typed in for one operation, and keeps it nowhere', async () => {
  const begun = await change(admin, 'post', '/heroku/operations', { kind: 'remove-demo', apiKey: key });
  expect(begun.status).toBe(202);
  const [operation] = await until('the operation ended', async () => {
    const list = await operations();
    return list[0]?.state === 'done' && list;
  });
  expect(operation.steps).toMatchObject([{ id: 'addon', state: 'skipped' }]);
  expect(heroku.keys).toContain(`Bearer ${key}`);
  heroku.keys.length = 0;
  const again = await change(admin, 'post', '/heroku/operations', { kind: 'remove-demo' });
  expect([again.status, again.body.code]).toEqual([409, 'heroku-setup']);
  expect(heroku.keys).toEqual([]);

  const client = await open(database.superuserUrl);
  const { rows } = await client.query(
    `SELECT (SELECT jsonb_agg(o)::text FROM pgwatch2.operation o) || (SELECT jsonb_agg(a)::text FROM pgwatch2.audit a) AS all`,
  );
  await client.end();
  expect(rows[0]?.all).toContain('remove-demo');
  expect(rows[0]?.all + served.log.join()).not.toContain(key);
});

it("tells what Heroku says of a key or a database, and a failed operation's way out", async () => {
  const begun = await change(admin, 'post', '/heroku/operations', {
    ...{ kind: 'add-monitored', addon: 'postgresql-of-nobody', name: 'SALES', apiKey: key },
  });
  expect([begun.status, begun.body]).toEqual([
    202,
    { id: expect.any(Number), kind: 'add-monitored', subject: 'PGWATCH2_MONITOREDDB_SALES_URL' },
  ]);
  const [failed] = await until('the operation failed', async () => {
    const list = await operations();
    return list[0]?.state === 'failed' && list;
  });
  expect(failed.error).toContain('Cannot see add-on postgresql-of-nobody: Heroku answers 404');
  const named = await change(admin, 'post', '/heroku/operations', {
    ...{ kind: 'add-monitored', addon: 'x', name: 'no name', apiKey: key },
  });
  expect([named.status, named.body.code]).toEqual([409, 'heroku-setup']);
});

it('ends an added source with its first sample, as whoever attached it was restarted by that', async () => {
  const client = await open(database.superuserUrl);
  await client.query(
    `INSERT INTO pgwatch2.operation (kind, subject, params, state, started_at)
     VALUES ('add-monitored', 'PGWATCH2_MONITOREDDB_NEW_URL', '{"name": "NEW"}', 'attached', now() - interval '1 minute')`,
  );
  const stateOfNew = async () =>
    (await operations()).find(({ subject }: { subject: string }) => subject.includes('_NEW_'))?.state;
  expect(await stateOfNew()).toBe('attached');
  await client.query(`WITH s AS (
    INSERT INTO pgwatch2.source (name, variable) VALUES ('NEW', 'PGWATCH2_MONITOREDDB_NEW_URL') RETURNING id
  ) INSERT INTO pgwatch2.source_metric (source_id, metric, last_success_at) SELECT id, 'db_stats', now() FROM s`);
  await client.end();
  expect(await stateOfNew()).toBe('done');
});

it('hands the making of credentials to a one-off dyno that alone gets the key', async () => {
  const begun = await change(admin, 'post', '/heroku/operations', { kind: 'harden', apiKey: key });
  expect([begun.status, begun.body]).toEqual([202, { id: expect.any(Number), kind: 'harden', subject: '' }]);
  const handed = await until('it was handed over', async () =>
    (await operations()).find(({ id, state }: { id: number; state: string }) => {
      return id === begun.body.id && state === 'handed-over';
    }),
  );
  expect(handed.steps[0].detail).toContain('run.1234');
  expect(heroku.changes['POST /apps/sunny-day/dynos']).toMatchObject({
    command: 'pgwatch-heroku provisioner resume',
    env: { HEROKU_API_KEY: key },
  });
});

it('takes the key out of the config vars', async () => {
  await change(admin, 'post', '/heroku/operations', { kind: 'unset-key', apiKey: key });
  await until('the operation ended', async () =>
    (await operations()).some(
      (each: { kind: string; state: string }) => each.kind === 'unset-key' && each.state === 'done',
    ),
  );
  expect(heroku.changes['PATCH /apps/sunny-day/config-vars']).toEqual({ HEROKU_API_KEY: null });
});

it('does one thing at a time, on a connection of the pages, so that the others stay theirs', async () => {
  const client = await open(database.superuserUrl);
  const waiting = async () =>
    (
      await client.query<{ name: string }>(
        `SELECT application_name AS name FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
    ).rows;
  await client.query('BEGIN; LOCK TABLE pgwatch2.operation IN EXCLUSIVE MODE');
  const first = change(admin, 'post', '/heroku/operations', { kind: 'remove-demo', apiKey: key });
  const begun = first.then(({ status }) => status);
  const [waits] = await until('the first is about to be written down', async () => {
    const found = await waiting();
    return found.length > 0 && found;
  });
  expect(waits?.name).toBe('pgwatch-heroku web');
  const second = await change(admin, 'post', '/heroku/operations', { kind: 'unset-key', apiKey: key });
  expect([second.status, second.body.code]).toEqual([409, 'busy']);
  await client.query('ROLLBACK');
  await client.end();
  expect(await begun).toBe(202);
  await until('the first ended, and the next may begin', async () => {
    const next = await change(admin, 'post', '/heroku/operations', { kind: 'unset-key', apiKey: key });
    return next.status === 202;
  });
});

it('says what a removal takes away and what stops to cost, and changes nothing', async () => {
  const { status, body } = await change(admin, 'post', '/heroku/removal-plan', { apiKey: key });
  expect([status, body]).toEqual([
    200,
    {
      app: 'sunny-day',
      siblings: [],
      kept: null,
      demo: null,
      everything: [
        {
          name: 'postgresql-cubed-12345',
          what: 'heroku-postgresql:standard-0',
          price: '$50 a month',
          monthlyCents: 5_000,
        },
        { name: 'collector', what: '1 Basic dyno', price: '$7 a month', monthlyCents: 700 },
      ],
      borrowed: [],
    },
  ]);
});
