import { AppError, messageOf, type Queryable } from '@pgwatch-heroku/shared';
import { ensureMetricTable, ensurePartitions, type Fetch, writeFetches } from '@pgwatch-heroku/store';
import type { PendingFetch } from '../buffer/pending-fetch.js';
import type { NewSeries, SeriesResolver } from './series-resolver.js';

export interface BatchResult {
  written: number;
  duplicates: number;
  tooOld: number;
  /** Left out because the store cannot take them as they are. */
  refused: { metric: string; reason: string }[];
  /** Per source and metric, the series that the store has no details of. */
  fresh: { sourceId: number; metric: string; series: NewSeries[] }[];
}

/** By identity: a shape is made once per connection and metric, so that looking it up costs nothing. */
export type EnsuredShapes = WeakMap<PendingFetch['shape'], { reason?: string }>;

export interface BatchContext {
  resolver: SeriesResolver;
  /** Shapes that the store is known to have, and those it refuses, with the reason. */
  ensured: EnsuredShapes;
  retentionDays: number;
}

const dayMs = 86_400_000;
/** Days that a new table gets partitions for; after that maintenance keeps up. */
const daysAhead = 2;

/** Writes fetches in one transaction. @throws what makes it worth trying again. */
export async function writeBatch(
  client: Queryable,
  batch: readonly PendingFetch[],
  { resolver, ensured, retentionDays }: BatchContext,
): Promise<BatchResult> {
  const fetches: Fetch[] = [];
  const fresh: BatchResult['fresh'] = [];
  const refused: BatchResult['refused'] = [];
  for (const pending of batch) {
    const { metric } = pending.shape;
    const { reason } = await ensure(client, pending.shape, ensured);
    if (reason !== undefined) {
      refused.push({ metric, reason });
      continue;
    }
    const { ids, fresh: series } = await resolver.resolve(client, pending);
    if (series.length > 0) fresh.push({ sourceId: pending.sourceId, metric, series });
    fetches.push({
      sourceId: pending.sourceId,
      metric,
      tick: new Date(pending.tickMs),
      fetchedAt: new Date(pending.fetchedAtMs),
      columns: pending.shape.columns.map(({ name }) => name),
      values: pending.values,
      series: ids,
    });
  }
  const result = await writeFetches(client, fetches, { retentionDays });
  refused.push(...result.failed.map(({ fetch, reason }) => ({ metric: fetch.metric, reason })));
  return { ...result, refused, fresh };
}

async function ensure(
  client: Queryable,
  shape: PendingFetch['shape'],
  ensured: EnsuredShapes,
): Promise<{ reason?: string }> {
  const known = ensured.get(shape);
  if (known) return known;
  let state: { reason?: string } = {};
  try {
    const { changes } = await ensureMetricTable(client, shape);
    if (changes.length > 0) {
      const now = Date.now();
      const to = new Date(now + daysAhead * dayMs);
      await ensurePartitions(client, { from: new Date(now), to, metrics: [shape.metric] });
    }
  } catch (error) {
    // A shape that does not fit what is stored never will; everything else may work later.
    if (!(error instanceof AppError) || error.code !== 'configuration') throw error;
    state = { reason: messageOf(error) };
  }
  ensured.set(shape, state);
  return state;
}
