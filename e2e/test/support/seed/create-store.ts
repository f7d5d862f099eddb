import { ensurePanelTables } from '@pgwatch-heroku/grafana';
import { emptyTables, metrics, presets } from '@pgwatch-heroku/metrics';
import { type Client, connect } from '@pgwatch-heroku/shared';
import { loadDefinitions, migrate } from '@pgwatch-heroku/store';
import { createTestDatabase, type TestDatabase, templateDatabase } from '@pgwatch-heroku/testkit';

/** A store as collector-bootstrap leaves it, and then as `fill` does; made once per run for all that ask for `key`. */
export async function createStore(key: string, fill?: (client: Client) => Promise<void>): Promise<TestDatabase> {
  const template = await templateDatabase(`e2e_${key}`, (url) =>
    withClient(url, async (client) => {
      await migrate(client);
      await loadDefinitions(client, { metrics, presets, emptyTables: Object.values(emptyTables).flat() });
      await fill?.(client);
      await ensurePanelTables(client);
    }),
  );
  return createTestDatabase({ template });
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect({ url, label: 'the store of the pages', applicationName: 'e2e' });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
