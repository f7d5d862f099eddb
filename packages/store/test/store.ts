import { type Client, connect, type Queryable } from '@pgwatch-heroku/shared';
import {
  createTestDatabase,
  ownedTemplateDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
} from '@pgwatch-heroku/testkit';
import { migrate, syncAttachedSources } from '../src/index.js';

export interface TestStore {
  database: TestDatabase;
  client: Client;
  close(): Promise<void>;
}

export const open = (url: string, options: Partial<Parameters<typeof connect>[0]> = {}): Promise<Client> =>
  connect({ url, label: 'the test store', applicationName: 'test', ...options });

/** A migrated Collector DB whose owner has the rights of Heroku's smallest plan: no pg_monitor, no role of its own. */
export async function createStore(options: TestDatabaseOptions = {}): Promise<TestStore> {
  const ownedTemplate = await ownedTemplateDatabase('migrated', async (url) => {
    const client = await open(url);
    await migrate(client);
    await client.end();
  });
  const database = await createTestDatabase({ ownerMonitors: false, ownedTemplate, ...options });
  const client = await open(database.url);
  return {
    database,
    client,
    close: async () => {
      await client.end();
      await database.drop();
    },
  };
}

/** Adds a source and returns its id. */
export async function addSource(db: Queryable, alias = 'SALES'): Promise<number> {
  const { rows } = await db.query<{ name: string; variable: string }>(
    'SELECT name, variable FROM pgwatch2.source WHERE detached_at IS NULL AND variable IS NOT NULL',
  );
  const attached = rows.map(({ name, variable }) => ({ alias: name, variable, sameAs: [] }));
  const variable = `PGWATCH2_MONITOREDDB_${alias}_URL`;
  await syncAttachedSources(db, [...attached, { alias, variable, sameAs: [] }]);
  const source = await db.query<{ id: number }>('SELECT id FROM pgwatch2.source WHERE name = $1', [alias]);
  return source.rows[0]?.id as number;
}
