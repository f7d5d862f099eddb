import { type Client, connect } from '@pgwatch-heroku/shared';
import {
  ensureMetricTable,
  type Fetch,
  type MetricShape,
  migrate,
  seriesIds,
  setSeriesDetails,
  syncAttachedSources,
  writeFetches,
} from '@pgwatch-heroku/store';
import { createStatStatements, statementCount, tickSeconds } from '../data/stat-statements.js';
import { dropSamplesSql, sizesSql, sourceIdSql } from './sql/stored-bytes.js';

/** Two days of fetches. */
const ticks = 960;

export interface StoredBytes {
  /** Bytes per sample (one statement at one tick), indexes, TOAST and query texts included. */
  mixed: number;
  /** The same where every statement runs at every tick. */
  allActive: number;
}

/**
 * Writes two days of stat_statements as the collector does and asks PostgreSQL what they take.
 *
 * @param storeUrl an empty database; as its owner.
 */
export async function measureStoredBytes(storeUrl: string): Promise<StoredBytes> {
  const client = await connect({ url: storeUrl, label: 'the store', applicationName: 'bench' });
  try {
    await migrate(client);
    return { mixed: await measure(client, 'MIXED', false), allActive: await measure(client, 'ACTIVE', true) };
  } finally {
    await client.end();
  }
}

async function measure(client: Client, alias: string, allActive: boolean): Promise<number> {
  await syncAttachedSources(client, [{ alias, variable: `PGWATCH2_MONITOREDDB_${alias}_URL`, sameAs: [] }]);
  const { rows } = await client.query<{ id: number }>(sourceIdSql, [alias]);
  const sourceId = rows[0]?.id as number;
  const metric = 'stat_statements';
  const statements = createStatStatements({ allActive });

  // Each figure with a table of its own.
  for (const sql of dropSamplesSql) await client.query(sql);
  await ensureMetricTable(client, { metric, tags: ['queryid'], columns: statements.columns.map(toColumn) });
  const { ids } = await seriesIds(client, { sourceId, metric, tagSets: statements.tags });
  await setSeriesDetails(
    client,
    ids.map((id, index) => ({ id, tags: { query: statements.queries[index] ?? '' } })),
  );

  const firstTick = Math.floor(Date.now() / 86_400_000 - 3) * 86_400_000;
  for (let index = 0; index < ticks; index++) {
    const tick = new Date(firstTick + index * tickSeconds * 1000);
    const fetch: Fetch = {
      sourceId,
      metric,
      tick,
      fetchedAt: new Date(tick.getTime() + 137),
      columns: statements.columns,
      values: statements.next().map((values) => `{${values.join(',')}}`),
      series: ids,
    };
    await writeFetches(client, [fetch]);
  }
  const sizes = await client.query<{ bytes: string }>(sizesSql, [metric, sourceId]);
  return Number(sizes.rows[0]?.bytes) / (ticks * statementCount);
}

const toColumn = (name: string): MetricShape['columns'][number] => ({
  name,
  type: name === 'users' ? 'text' : name.endsWith('_time') ? 'float8' : 'int8',
});
