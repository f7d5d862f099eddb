import type { Client } from '@pgwatch-heroku/shared';
import {
  ensureMetricTable,
  ensurePartitions,
  type Fetch,
  type MetricShape,
  seriesIds,
  setSeriesDetails,
  writeFetches,
} from '@pgwatch-heroku/store';
import { createStatStatements, tickSeconds } from '../../data/stat-statements.js';
import { fillSql } from './sql/fill.js';

const int8 = (names: string): MetricShape['columns'] => names.split(' ').map((name) => ({ name, type: 'int8' }));

/** Metrics that panels read, with the seconds between two of their fetches. */
const metrics: { shape: MetricShape; intervalSeconds: number; tagValues?: string[] }[] = [
  {
    shape: {
      metric: 'db_stats',
      tags: [],
      columns: int8(
        'numbackends xact_commit xact_rollback blks_read blks_hit tup_fetched tup_inserted tup_updated tup_deleted temp_bytes deadlocks conflicts tup_returned',
      ),
    },
    intervalSeconds: 60,
  },
  {
    shape: { metric: 'backends', tags: [], columns: int8('total active waiting idle idleintransaction') },
    intervalSeconds: 60,
  },
  { shape: { metric: 'instance_up', tags: [], columns: int8('is_up') }, intervalSeconds: 60 },
  { shape: { metric: 'db_size', tags: [], columns: int8('size_b indexes_size_b') }, intervalSeconds: 300 },
  {
    shape: { metric: 'locks_mode', tags: ['lockmode'], columns: int8('count') },
    intervalSeconds: 60,
    tagValues: Array.from({ length: 8 }, (_, index) => `Mode${index}Lock`),
  },
  {
    shape: {
      metric: 'table_stats',
      tags: ['table_full_name'],
      columns: int8('total_relation_size_b table_size_b n_live_tup n_dead_tup seq_scan seconds_since_last_vacuum'),
    },
    intervalSeconds: 300,
    tagValues: Array.from({ length: 100 }, (_, index) => `public.table_${index}`),
  },
  {
    shape: { metric: 'collector_fetches', tags: ['metric'], columns: int8('failures skipped duration_ms') },
    intervalSeconds: 600,
    tagValues: Array.from({ length: 26 }, (_, index) => `metric_${index}`),
  },
  {
    shape: { metric: 'collector_overhead', tags: [], columns: int8('ours_ms all_ms') },
    intervalSeconds: 3_600,
  },
];

const dayMs = 86_400_000;
/** Younger fetches are kept one and all, older ones one per ten minutes. */
const rawDays = 14;
const batchSize = 20;

/** Fills a store with what a collector would have left of one source: 14 days of all fetches, then thinned history. */
export async function fillCharts(client: Client, sourceId: number, days: number): Promise<void> {
  const now = Date.now();
  const statements = createStatStatements();
  await ensureMetricTable(client, {
    metric: 'stat_statements',
    tags: ['queryid'],
    columns: statements.columns.map((name) => ({
      name,
      type: name === 'users' ? 'text' : name.endsWith('_time') ? 'float8' : 'int8',
    })),
  });
  for (const { shape } of metrics) await ensureMetricTable(client, shape);
  await ensurePartitions(client, { from: new Date(now - (days + 1) * dayMs), to: new Date(now + dayMs) });
  for (const { shape, intervalSeconds, tagValues } of metrics) {
    const { metric, tags } = shape;
    const tagSets = (tagValues ?? []).map((value) => ({ [tags[0] ?? '']: value }));
    if (tagValues) await seriesIds(client, { sourceId, metric, tagSets });
    await client.query(fillSql[metric] ?? '', [sourceId, days, intervalSeconds]);
  }
  await fillStatements(client, sourceId, statements, now, days);
}

async function fillStatements(
  client: Client,
  sourceId: number,
  statements: ReturnType<typeof createStatStatements>,
  now: number,
  days: number,
): Promise<void> {
  const metric = 'stat_statements';
  const { ids } = await seriesIds(client, { sourceId, metric, tagSets: statements.tags });
  await setSeriesDetails(
    client,
    ids.map((id, index) => ({ id, tags: { query: statements.queries[index] ?? '' } })),
  );
  let batch: Fetch[] = [];
  const last = Math.floor(now / 1_000 / tickSeconds) * tickSeconds * 1_000;
  const first = last - Math.round((days * dayMs) / (tickSeconds * 1_000)) * tickSeconds * 1_000;
  let slot = 0;
  for (let tick = first; tick <= last; tick += tickSeconds * 1_000) {
    const values = statements.next();
    const isThinned = tick < now - rawDays * dayMs;
    const ownSlot = Math.floor(tick / 600_000);
    if (isThinned && ownSlot === slot) continue;
    slot = ownSlot;
    batch.push({
      sourceId,
      metric,
      tick: new Date(tick),
      fetchedAt: new Date(tick + 137),
      columns: statements.columns,
      values: values.map((column) => `{${column.join(',')}}`),
      series: ids,
    });
    if (batch.length < batchSize && tick + tickSeconds * 1_000 <= last) continue;
    const { written } = await writeFetches(client, batch, { retentionDays: days + 1 });
    if (written !== batch.length) throw new Error(`${written} of ${batch.length} fetches were written`);
    batch = [];
  }
}
