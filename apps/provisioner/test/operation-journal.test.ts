import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHerokuClient } from '@pgwatch-heroku/heroku-api';
import { connect, createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import { openOperationJournal } from '../src/harden/operation-journal.js';
import { run } from './apps.js';

let before: TestDatabase;
let after: TestDatabase;
beforeAll(async () => {
  [before, after] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  for (const { url } of [before, after]) {
    expect((await run('collector-bootstrap', { DATABASE_URL: url })).code).toBe(0);
  }
});
afterAll(() => Promise.all([before.drop(), after.drop()]));

// Asked for a database only when the one that is known does not let in.
const client = createHerokuClient({ apiKey: 'unused', apiUrl: 'http://127.0.0.1:1' });
/** Waits for nobody. */
const open = ({ url }: TestDatabase, kind: 'harden' | 'three-apps') =>
  openOperationJournal({
    ...{ client, app: 'local', databaseUrl: url, kind, dyno: 'run.1', patienceMs: 0 },
    ...{ log: createLogger({ name: 'test', level: 'silent' }), signal: new AbortController().signal },
  });
const query = async ({ url }: TestDatabase, sql: string) => {
  const db = await connect({ url, label: 'test', applicationName: 'test' });
  return (await db.query(sql).finally(() => db.end())).rows;
};

it('an operation that moves into another database a second time does not wait for the lease that it holds', async () => {
  const journal = await open(before, 'three-apps');
  await journal?.moveTo(after.url);
  await journal?.onStep({ id: 'database', title: 'Collector DB', state: 'failed', detail: 'cut off' });
  await journal?.moveTo(after.url);
  await journal?.end('done');
  expect(await query(after, 'SELECT state FROM pgwatch2.operation')).toEqual([{ state: 'done' }]);
});

it('what a cut-off part tells after the end takes the lease from nobody and changes nothing', async () => {
  const journal = await open(after, 'harden');
  await journal?.end('handed-over');
  await journal?.onStep({ id: 'credential', title: 'Credential', state: 'failed', detail: 'cut off' });
  const next = await open(after, 'harden');
  expect(next).toBeDefined();
  const newest = 'SELECT state, steps FROM pgwatch2.operation ORDER BY id DESC LIMIT 1';
  expect(await query(after, newest)).toEqual([{ state: 'running', steps: [] }]);
  await next?.end('done');
});
