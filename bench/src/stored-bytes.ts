import { metrics, presets } from '@pgwatch-heroku/metrics';
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
import { planMetric } from '../../apps/collector/src/fetch/metric-plan.js';
import { openSource } from '../../apps/collector/src/fetch/open-source.js';
import { createCounters } from '../data/counters.js';
import { createStatStatements, statementCount, tickSeconds } from '../data/stat-statements.js';
import { dropSamplesSql, sizesSql, sourceIdSql, tableBytesSql } from './sql/stored-bytes.js';

/** Two days of fetches of stat_statements. */
const ticks = 960;
/** Of the other metrics: a week, as their partitions hold. */
const otherDays = 7;

/** Metrics that are measured besides, with so many series. */
const otherMetrics = { table_stats: 200, index_stats: 200, db_stats: 1 } as const;

export interface StoredBytes {
  /** Bytes per sample (one statement at one tick), indexes, TOAST and query texts included. */
  mixed: number;
  /** The same where every statement runs at every tick. */
  allActive: number;
  /** Of other metrics; 200 tables, 200 indexes. */
  others: Record<keyof typeof otherMetrics, number>;
}

/**
 * Writes two days of stat_statements as the collector does and asks PostgreSQL what they take.
 *
 * @param storeUrl an empty database; as its owner.
 * @param sourceUrl a database that tells what columns the metrics have.
 */
export async function measureStoredBytes(storeUrl: string, sourceUrl: string): Promise<StoredBytes> {
  const client = await connect({ url: storeUrl, label: 'the store', applicationName: 'bench' });
  try {
    await migrate(client);
    return {
      mixed: await measure(client, 'MIXED', false),
      allActive: await measure(client, 'ACTIVE', true),
      others: await measureOthers(client, await readShapes(sourceUrl)),
    };
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

async function readShapes(sourceUrl: string): Promise<MetricShape[]> {
  const live = await openSource(sourceUrl, 'the source');
  try {
    const shapes: MetricShape[] = [];
    for (const metric of metrics.filter(({ name }) => name in otherMetrics)) {
      const plan = await planMetric(live.session, live.facts, metric);
      if ('shape' in plan) shapes.push(plan.shape);
    }
    return shapes;
  } finally {
    await live.close();
  }
}

async function measureOthers(client: Client, shapes: readonly MetricShape[]): Promise<StoredBytes['others']> {
  const intervals = presets.find(({ name }) => name === 'heroku_postgres')?.metrics ?? {};
  const { rows } = await client.query<{ id: number }>(sourceIdSql, ['MIXED']);
  const sourceId = rows[0]?.id as number;
  const bytes: Record<string, number> = {};
  for (const shape of shapes) {
    const { metric, tags, columns } = shape;
    const seriesCount = otherMetrics[metric as keyof typeof otherMetrics];
    const tickSeconds = intervals[metric] ?? 60;
    const ticks = (otherDays * 86_400) / tickSeconds;
    const data = createCounters({ columns, seriesCount, tickSeconds });
    await ensureMetricTable(client, shape);
    const tagSets = Array.from({ length: seriesCount }, (_, i) =>
      Object.fromEntries(tags.map((tag) => [tag, `public.${tag}_${String(i).padStart(3, '0')}`])),
    );
    const series = tags.length === 0 ? null : (await seriesIds(client, { sourceId, metric, tagSets })).ids;
    const monday = Math.floor((Date.now() / 86_400_000 - 4) / 7 - 1) * 7 + 4;
    const batch: Fetch[] = [];
    for (let index = 0; index < ticks; index++) {
      const tick = new Date(monday * 86_400_000 + index * tickSeconds * 1000);
      const values = data
        .next()
        .map((column) => (series ? `{${column.map(quoteElement).join(',')}}` : (column[0] ?? null)));
      batch.push({
        sourceId,
        metric,
        tick,
        fetchedAt: new Date(tick.getTime() + 137),
        columns: columns.map(({ name }) => name),
        values,
        series,
      });
      if (batch.length === 100 || index === ticks - 1) await writeFetches(client, batch.splice(0));
    }
    const sizes = await client.query<{ bytes: string }>(tableBytesSql, [metric]);
    bytes[metric] = Number(sizes.rows[0]?.bytes) / (ticks * seriesCount);
  }
  return bytes as StoredBytes['others'];
}

const quoteElement = (text: string) => (/^[\w.+-]+$/.test(text) ? text : `"${text}"`);

const toColumn = (name: string): MetricShape['columns'][number] => ({
  name,
  type: name === 'users' ? 'text' : name.endsWith('_time') ? 'float8' : 'int8',
});
