import { metrics, presets } from '@pgwatch-heroku/metrics';
import { connect } from '@pgwatch-heroku/shared';
import { loadDefinitions, migrate, syncAttachedSources } from '@pgwatch-heroku/store';
import { sourceIdSql } from './sql/stored-bytes.js';

/** Makes an empty database a Collector DB with one source; returns the source's id. */
export async function prepareBenchStore(url: string): Promise<number> {
  const client = await connect({ url, label: 'the store', applicationName: 'bench' });
  try {
    await migrate(client);
    await loadDefinitions(client, { metrics, presets });
    await syncAttachedSources(client, [{ alias: 'BENCH', variable: 'PGWATCH2_MONITOREDDB_BENCH_URL', sameAs: [] }]);
    const { rows } = await client.query<{ id: number }>(sourceIdSql, ['BENCH']);
    return rows[0]?.id as number;
  } finally {
    await client.end();
  }
}
