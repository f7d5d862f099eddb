import { emptyTables, metrics, presets } from '@pgwatch-heroku/metrics';
import { type Client, connect } from '@pgwatch-heroku/shared';
import {
  defaultHistory,
  ensureMetricTable,
  ensurePartitions,
  keepHistory,
  loadDefinitions,
  type MetricShape,
  migrate,
} from '@pgwatch-heroku/store';
// The collector is a process and nothing imports it; a bench of its code is the exception, and is bundled with it.
import { planMetric } from '../../apps/collector/src/fetch/metric-plan.js';
import { openSource } from '../../apps/collector/src/fetch/open-source.js';
import { createExtensionsSql, databaseSizeSql, relationsSql, vacuumCatalogSql } from './sql/store-year.js';

const dayMs = 86_400_000;
/** Past the year, so that what is oldest has been dropped and every tier is full. */
const days = 420;
/** Maintenance runs far more often; what it does depends on the days alone. */
const stepDays = 7;

export interface StoreYear {
  metrics: number;
  /** Tables, indexes, TOAST tables, views and types of ours, at most at any time. */
  relations: number;
  /** Size of the database with the partitions of a year and no row. */
  emptyMegabytes: number;
}

/**
 * Lets more than a year pass in an empty store that has a table for every shipped metric.
 *
 * @param options URLs of two empty databases, as superuser.
 */
export async function measureStoreYear({
  sourceUrl,
  storeUrl,
}: {
  sourceUrl: string;
  storeUrl: string;
}): Promise<StoreYear> {
  const shapes = await readShapes(sourceUrl);
  const client = await connect({ url: storeUrl, label: 'the store', applicationName: 'bench' });
  try {
    await migrate(client);
    await loadDefinitions(client, { metrics, presets, emptyTables: Object.values(emptyTables).flat() });
    for (const shape of shapes) await ensureMetricTable(client, shape);
    const start = Date.UTC(2026, 0, 1);
    let relations = 0;
    for (let day = 0; day <= days; day += stepDays) {
      const now = new Date(start + day * dayMs);
      const ahead = new Date(now.getTime() + 3 * dayMs);
      await ensurePartitions(client, { from: new Date(now.getTime() - stepDays * dayMs), to: ahead });
      await keepHistory(client, { history: defaultHistory, now });
      // The autovacuum of a week, which has no time to come along here.
      await client.query(vacuumCatalogSql);
      relations = Math.max(relations, await readNumber(client, relationsSql, 'relations'));
    }
    const size = await readNumber(client, databaseSizeSql, 'size');
    return { metrics: shapes.length, relations, emptyMegabytes: size / 1024 ** 2 };
  } finally {
    await client.end();
  }
}

async function readNumber(client: Client, sql: string, column: string): Promise<number> {
  const { rows } = await client.query<Record<string, string>>(sql);
  return Number(rows[0]?.[column]);
}

/** What the tables look like, from what a server says about each query; the few that it cannot answer are guessed. */
async function readShapes(sourceUrl: string): Promise<MetricShape[]> {
  const owner = await connect({ url: sourceUrl, label: 'the source', applicationName: 'bench' });
  await owner.query(createExtensionsSql);
  await owner.end();
  const source = await openSource(sourceUrl, 'the source');
  const shapes = new Map<string, MetricShape>();
  try {
    for (const metric of metrics) {
      if (shapes.has(metric.storedAs ?? metric.name)) continue;
      const plan = await planMetric(source.session, source.facts, metric);
      const guess = {
        metric: metric.storedAs ?? metric.name,
        tags: ['tag'],
        columns: [{ name: 'v', type: 'text' as const }],
      };
      const shape = 'shape' in plan ? plan.shape : guess;
      shapes.set(shape.metric, shape);
    }
  } finally {
    await source.close();
  }
  return [...shapes.values()];
}
