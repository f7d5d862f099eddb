import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, closeClient, type Queryable } from '@pgwatch-heroku/shared';
import { beginOperation, readOperations, recordOperation, takeOperationLease } from '../src/index.js';
import { createStore, open, type TestStore } from './store.js';

let store: TestStore;
let worker: Client;
beforeAll(async () => {
  store = await createStore();
  worker = await open(store.database.url);
});
afterAll(() => store.close());

const start = { kind: 'remove-demo', subject: '', params: {}, dyno: 'web.1' } as const;
const looks = async (db: Queryable) => (await readOperations(db)).map(({ state, isLeased }) => ({ state, isLeased }));

it('tells one that ends while it is looked at as ended, and one whose dyno is gone as cut off', async () => {
  const { client } = store;
  await takeOperationLease(worker, start.kind, start.subject);
  const { id } = await beginOperation(worker, start);
  expect(await looks(client)).toEqual([{ state: 'running', isLeased: true }]);

  let count = 0;
  /** The first look begins before the end, and comes to the locks after it. */
  const between = {
    query: async (...given: Parameters<Client['query']>) => {
      count += 1;
      if (count > 1) return client.query(...given);
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await client.query('SELECT FROM pgwatch2.operation');
      await recordOperation(worker, id, { state: 'done', steps: [] });
      await closeClient(worker);
      const seen = await client.query(...given);
      await client.query('COMMIT');
      return seen;
    },
  } as Queryable;
  expect(await looks(between)).toEqual([{ state: 'done', isLeased: false }]);
  expect(count).toBe(2);

  await beginOperation(client, start);
  expect((await looks(client))[0]).toEqual({ state: 'running', isLeased: false });
});
