import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { readAudit, writeAudit } from '../src/index.js';
import { createStore, type TestStore } from './store.js';

let store: TestStore;
let client: Client;
beforeAll(async () => {
  store = await createStore();
  ({ client } = store);
});
afterAll(() => store.close());
beforeEach(async () => {
  await client.query('TRUNCATE pgwatch2.audit RESTART IDENTITY');
});

const actor = { user: 'admin', via: 'session' } as const;
const write = (target: string) => writeAudit(client, actor, { action: 'update-source', target });
const targets = async () => (await readAudit(client, { limit: 1_000 })).map(({ target }) => target);

it('keeps entries for two years', async () => {
  for (const [target, days] of [
    ['older', 731],
    ['old', 729],
  ] as const) {
    await client.query(
      `INSERT INTO pgwatch2.audit (at, actor, via, action, target)
       VALUES (now() - make_interval(days => $2), 'admin', 'session', 'update-source', $1)`,
      [target, days],
    );
  }
  await write('new');
  expect(await targets()).toEqual(['new', 'old']);
});

it('keeps 50,000 entries, however fast they come, and catches up a hundred at a time', async () => {
  await client.query(
    `INSERT INTO pgwatch2.audit (actor, via, action, target)
     SELECT 'CI', 'token', 'update-source', 'SALES' FROM generate_series(1, 50150)`,
  );
  await write('one');
  const count = async () => Number((await client.query('SELECT count(*) AS n FROM pgwatch2.audit')).rows[0]?.n);
  expect(await count()).toBe(50_051);
  await write('two');
  await write('three');
  expect(await count()).toBe(50_000);
  expect((await targets()).slice(0, 3)).toEqual(['three', 'two', 'one']);
});

it('undoes the entry together with the change that it is about', async () => {
  await client.query('BEGIN');
  await write('undone');
  await client.query('ROLLBACK');
  expect(await targets()).toEqual([]);
});
