import { codeOf, isRetryableFailure, messageOf, type Queryable } from '@pgwatch-heroku/shared';
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
  /** Metrics that are left alone. */
  skip?: ReadonlySet<string>;
}

/** A metric whose history the server refuses to thin or drop, until somebody does something about it. */
export interface FailedHistory {
  metric: string;
  reason: string;
}

export interface KeptHistory {
  dropped: string[];
  thinned: string[];
  /** Metrics that somebody else was at; they are left for the next time. */
  busy: string[];
  /** Metrics of which a step was refused; the others went on. */
  failed: FailedHistory[];
  /** Whether nothing is left to do but what was busy or failed. */
  isDone: boolean;
}

/**
 * Thins and drops what is older than it may be, partition by partition, the oldest of each metric first. Any number of
 * processes may call it at once, and be killed at any moment. `client` has to be one connection, not a pool.
 *
 * @throws what stops every metric: the connection is gone, or the server takes no changes at present.
 */
export async function keepHistory(
  client: Queryable,
  { history, now, timeoutMs = Number.POSITIVE_INFINITY, skip }: KeepHistoryOptions,
): Promise<KeptHistory> {
  const endsAt = performance.now() + timeoutMs;
  const kept: KeptHistory = { dropped: [], thinned: [], busy: [], failed: [], isDone: true };
  const partitions = await partitionsByMetric(client);
  for (const table of await listMetricTables(client)) {
    if (skip?.has(table.metric)) continue;
    await keepMetric(client, table, partitions.get(table.metric) ?? [], { history, now, endsAt }, kept);
    if (!kept.isDone) break;
  }
  return kept;
}

async function keepMetric(
  client: Queryable,
  { metric, storage, isShared }: MetricTable,
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
      const outcome = await applyStep(client, step, { metric, cut, now, peaks: storage.peaks ?? [], isShared });
      if (outcome === 'done') kept[step.kind === 'drop' ? 'dropped' : 'thinned'].push(step.partition.name);
      if (outcome === 'busy') {
        kept.busy.push(metric);
        return;
      }
    } catch (error) {
      // 55P03 lock_not_available, 40P01 deadlock: somebody reads or writes.
      if (codeOf(error) === '55P03' || codeOf(error) === '40P01') kept.busy.push(metric);
      else if (isOfOneMetric(error)) kept.failed.push({ metric, reason: reasonOf(error) });
      else throw error;
      return;
    }
    partitions = await listPartitions(client, metric);
  }
}

/** An answer of the server about this step, after which the connection still works; 25006 is a server in a failover. */
function isOfOneMetric(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && code !== '25006' && !isRetryableFailure(error);
}

/** With the detail, which is where the server names what depends on a partition. */
function reasonOf(error: unknown): string {
  const { detail } = error as { detail?: unknown };
  return typeof detail === 'string' ? `${messageOf(error)} (${messageOf(detail)})` : messageOf(error);
}
