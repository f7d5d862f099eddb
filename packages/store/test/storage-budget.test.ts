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
