import { codeOf, type Queryable } from '@pgwatch-heroku/shared';
import { applyStep } from './apply-step.js';
import { type HistoryDays, historyCut } from './history.js';
import {
  listMetricTables,
  listPartitions,
  type MetricTable,
  type Partition,
  partitionsByMetric,
} from './list-partitions.js';
import { planStep } from './plan-step.js';

export interface KeepHistoryOptions {
  history: HistoryDays;
  /** What ages are counted from: trustedNow(). */
  now: Date;
  /** No step is begun after this long. Default: until nothing is left to do. */
  timeoutMs?: number;
}

export interface KeptHistory {
  dropped: string[];
  thinned: string[];
  /** Metrics that somebody else was at; they are left for the next time. */
  busy: string[];
  /** Whether nothing is left to do but what was busy. */
  isDone: boolean;
}

/**
 * Thins and drops what is older than it may be, partition by partition, the oldest of each metric first. Any number of
 * processes may call it at once, and be killed at any moment. `client` has to be one connection, not a pool.
 */
export async function keepHistory(
  client: Queryable,
  { history, now, timeoutMs = Number.POSITIVE_INFINITY }: KeepHistoryOptions,
): Promise<KeptHistory> {
  const endsAt = performance.now() + timeoutMs;
  const kept: KeptHistory = { dropped: [], thinned: [], busy: [], isDone: true };
  const partitions = await partitionsByMetric(client);
  for (const table of await listMetricTables(client)) {
    await keepMetric(client, table, partitions.get(table.metric) ?? [], { history, now, endsAt }, kept);
    if (!kept.isDone) break;
  }
  return kept;
}

async function keepMetric(
  client: Queryable,
  { metric, storage }: MetricTable,
  known: readonly Partition[],
  { history, now, endsAt }: { history: HistoryDays; now: Date; endsAt: number },
  kept: KeptHistory,
): Promise<void> {
  const cut = historyCut(storage, history);
  let partitions = known;
  for (;;) {
    const step = planStep(partitions, cut, now);
    if (!step) return;
    if (performance.now() >= endsAt) {
      kept.isDone = false;
      return;
    }
    try {
      const outcome = await applyStep(client, step, { metric, cut, now, peaks: storage.peaks ?? [] });
      if (outcome === 'done') kept[step.kind === 'drop' ? 'dropped' : 'thinned'].push(step.partition.name);
      if (outcome === 'busy') {
        kept.busy.push(metric);
        return;
      }
    } catch (error) {
      // 55P03 lock_not_available, 40P01 deadlock: somebody reads or writes.
      if (codeOf(error) !== '55P03' && codeOf(error) !== '40P01') throw error;
      kept.busy.push(metric);
      return;
    }
    partitions = await listPartitions(client, metric);
  }
}
