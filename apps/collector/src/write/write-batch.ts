import { AppError, codeOf, messageOf, type Queryable } from '@pgwatch-heroku/shared';
import {
  dayMs,
  ensureMetricTable,
  ensurePartitions,
  type Fetch,
  isWorthRetrying,
  takesSamples,
  writeFetches,
} from '@pgwatch-heroku/store';
import { askedMetric, type PendingFetch } from '../buffer/pending-fetch.js';
import type { Refusal } from './outbox.js';
import type { NewSeries, SeriesResolver } from './series-resolver.js';
import { isSnapshot } from './snapshot-filter.js';
import { writeChanges } from './write-changes.js';

export interface BatchResult {
  written: number;
  duplicates: number;
  tooOld: number;
  /** Left out because the store cannot take them as they are. */
  refused: Refusal[];
}

/** Of one source and metric, the series that the store has no details of. */
export interface FreshSeries {
  sourceId: number;
  metric: string;
  series: NewSeries[];
}

/** By identity: a shape is made once per connection and metric, so that looking it up costs nothing. */
export type EnsuredShapes = WeakMap<PendingFetch['shape'], { reason?: string; hint?: string | undefined }>;

export interface BatchContext {
  resolver: SeriesResolver;
  /** Shapes that the store is known to have, and those it refuses, with the reason. */
  ensured: EnsuredShapes;
  retentionDays: number;
  /** Called once per series, also when the samples themselves cannot be written yet. */
  onFresh: (fresh: FreshSeries) => void;
}

/** Days that a new table gets partitions for; after that maintenance keeps up. */
const daysAhead = 2;

/**
 * Writes fetches in one transaction; where the store will not have them together, each by itself, so that a bad one
 * harms no other.
 *
 * @throws what makes it worth trying again.
 */
export async function writeBatch(
  client: Queryable,
  batch: readonly PendingFetch[],
  context: BatchContext,
): Promise<BatchResult> {
  try {
    return await writeTogether(client, batch, context);
  } catch (error) {
    if (isWorthRetrying(error)) throw error;
    await throwIfClosed(client, error);
  }
  // A table that somebody dropped or changed by hand is looked at again.
  context.ensured = new WeakMap();
  const total: BatchResult = { written: 0, duplicates: 0, tooOld: 0, refused: [] };
  for (const pending of batch) {
    try {
      const result = await writeTogether(client, [pending], context);
      total.written += result.written;
      total.duplicates += result.duplicates;
      total.tooOld += result.tooOld;
      total.refused.push(...result.refused);
    } catch (error) {
      if (isWorthRetrying(error)) throw error;
      total.refused.push({ ...askedOf(pending), reason: messageOf(error) });
    }
  }
  return total;
}

/** 42501, insufficient_privilege, of one table is that metric's fault; of all it is nobody's, and passes. */
async function throwIfClosed(client: Queryable, error: unknown): Promise<void> {
  if (codeOf(error) !== '42501' || (await takesSamples(client))) return;
  throw new AppError('unavailable', `the Collector DB takes no rows at all: ${messageOf(error)}`, {
    cause: error,
    hint: 'Heroku takes that right when a database is larger than its plan: heroku pg:info DATABASE says so. A larger plan gives it back, as does deleting.',
  });
}

async function writeTogether(
  client: Queryable,
  batch: readonly PendingFetch[],
  { resolver, ensured, retentionDays, onFresh }: BatchContext,
): Promise<BatchResult> {
  const fetches = new Map<Fetch, PendingFetch>();
  const refused: Refusal[] = [];
  const snapshots = batch.filter(isSnapshot);
  const accepted: PendingFetch[] = [];
  for (const pending of batch) {
    if (snapshots.includes(pending)) continue;
    const { reason, hint } = await ensure(client, pending.shape, ensured);
    if (reason === undefined) accepted.push(pending);
    else refused.push({ ...askedOf(pending), reason, hint });
  }
  for (const [i, { ids, fresh }] of (await resolver.resolve(client, accepted)).entries()) {
    const pending = accepted[i] as PendingFetch;
    if (fresh.length > 0) onFresh({ ...keyOf(pending), series: fresh });
    const fetch = {
      ...keyOf(pending),
      tick: new Date(pending.tickMs),
      fetchedAt: new Date(pending.fetchedAtMs),
      columns: pending.shape.columns.map(({ name }) => name),
      values: pending.values,
      series: ids,
    };
    fetches.set(fetch, pending);
  }
  const { failed, ...counts } = await writeFetches(client, [...fetches.keys()], { retentionDays });
  for (const { fetch, reason } of failed) refused.push({ ...askedOf(fetches.get(fetch) as PendingFetch), reason });
  refused.push(...(await writeChanges(client, snapshots)));
  return { ...counts, refused };
}

/** Who is told when it is refused. */
const askedOf = ({ sourceId, shape }: PendingFetch) => ({ sourceId, metric: askedMetric(shape) });
const keyOf = ({ sourceId, shape }: PendingFetch) => ({ sourceId, metric: shape.metric });

async function ensure(
  client: Queryable,
  shape: PendingFetch['shape'],
  ensured: EnsuredShapes,
): Promise<{ reason?: string; hint?: string | undefined }> {
  const known = ensured.get(shape);
  if (known) return known;
  let state: { reason?: string; hint?: string | undefined } = {};
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
    state = { reason: messageOf(error), hint: error.hint };
  }
  ensured.set(shape, state);
  return state;
}
