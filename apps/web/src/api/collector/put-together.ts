import type { Cost } from './list-costs.js';

/** Costs of all metrics of a source, or of all sources of a metric, added up. */
export function putTogether(costs: Cost[], by: 'pair' | 'source' | 'metric'): Cost[] {
  if (by === 'pair') return costs;
  const sums = new Map<string, Cost>();
  for (const cost of costs) {
    const key = cost[by] ?? '';
    const before = sums.get(key);
    sums.set(key, before ? add(before, cost) : { ...cost, ...shared, [by]: cost[by] });
  }
  return [...sums.values()];
}

const shared = { source: null, metric: null, lastDurationMs: null, lastRows: null };

function add(one: Cost, other: Cost): Cost {
  return {
    ...one,
    isFailing: one.isFailing || other.isFailing,
    lastSuccessAt: latest(one.lastSuccessAt, other.lastSuccessAt),
    fetches: sum(one.fetches, other.fetches),
    failures: sum(one.failures, other.failures),
    skipped: sum(one.skipped, other.skipped),
    rows: sum(one.rows, other.rows),
    durationMs: sum(one.durationMs, other.durationMs),
  };
}

const sum = (one: number | null, other: number | null): number | null =>
  one === null && other === null ? null : (one ?? 0) + (other ?? 0);

// Both as toISOString() writes them.
const latest = (one: string | null, other: string | null): string | null => ((one ?? '') > (other ?? '') ? one : other);
