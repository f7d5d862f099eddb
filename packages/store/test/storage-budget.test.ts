import { expect, it } from '@jest/globals';
import { createTestDatabase } from '@pgwatch-heroku/testkit';
import { checkStorage, defaultHistory, migrate } from '../src/index.js';
import { open } from './store.js';

const gigabyte = 1024 ** 3;

/** The budget that is found in a store whose role may have so many connections. */
async function budgetOf(connectionLimit: number): Promise<number | undefined> {
  const database = await createTestDatabase({ connectionLimit });
  const client = await open(database.url);
  await migrate(client);
  const { budgetBytes } = await checkStorage(client, { history: defaultHistory, now: new Date() });
  await client.end();
  await database.drop();
  return budgetBytes;
}

it.each([
  ['Essential-0 and Essential-1', 20, 1],
  ['Essential-2', 40, 32],
  ['Standard-0', 120, 64],
  ['Standard-2', 400, 256],
])('knows the size of %s by its %d connections', async (_plan, connections, gigabytes) => {
  expect(await budgetOf(connections)).toBe(gigabytes * gigabyte);
});

it("knows nothing of a server that is none of Heroku's", async () => expect(await budgetOf(-1)).toBeUndefined());

it('believes Heroku above its own guess, and the smaller of what Heroku and a person say', async () => {
  const database = await createTestDatabase({ connectionLimit: 20 });
  const client = await open(database.url);
  await migrate(client);
  const check = async (apiBytes?: number, budgetBytes?: number) => {
    const state = await checkStorage(client, { history: defaultHistory, now: new Date(), apiBytes, budgetBytes });
    return [state.budgetOrigin, (state.budgetBytes ?? 0) / gigabyte];
  };
  expect(await check(10 * gigabyte)).toEqual(['api', 10]);
  expect(await check(10 * gigabyte, 5 * gigabyte)).toEqual(['setting', 5]);
  expect(await check(10 * gigabyte, 64 * gigabyte)).toEqual(['api', 10]);
  expect(await check(undefined, 5 * gigabyte)).toEqual(['setting', 5]);
  expect(await check()).toEqual(['plan', 1]);
  await client.end();
  await database.drop();
});
