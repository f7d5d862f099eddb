import type { MetricShape } from '@pgwatch-heroku/store';
import { type PendingFetch, pendingFetch } from '../buffer/pending-fetch.js';
import type { Tally } from './tally.js';

/** Counters, so that rates are exact however far apart two of them are kept. */
const columns = {
  fetches: ({ fetches }) => fetches,
  failures: ({ failures }) => failures,
  skipped: ({ skipped }) => skipped,
  rows: ({ rows }) => rows,
  duration_ms: ({ durationMs }) => Math.round(durationMs),
  since_success_s: ({ lastSuccessAtMs }, nowMs) =>
    lastSuccessAtMs === undefined ? 'NULL' : Math.max(0, Math.round((nowMs - lastSuccessAtMs) / 1_000)),
} satisfies Record<string, (tally: Tally, nowMs: number) => number | 'NULL'>;

const shape: MetricShape = {
  metric: 'collector_fetches',
  tags: ['metric'],
  columns: Object.keys(columns).map((name) => ({ name, type: 'int8' })),
};

/** How all metrics of a source fare, as a fetch of its own; undefined before any was due. */
export function sourceFetches(
  sourceId: number,
  tickMs: number,
  tallies: Iterable<readonly [metric: string, Tally]>,
): PendingFetch | undefined {
  const nowMs = Date.now();
  const known = [...tallies]
    .filter(([, { fetches, failures, skipped }]) => fetches + failures + skipped > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (known.length === 0) return undefined;
  return pendingFetch({
    sourceId,
    shape,
    tickMs,
    fetchedAtMs: nowMs,
    tags: JSON.stringify(known.map(([metric]) => [metric])),
    values: Object.values(columns).map((value) => `{${known.map(([, tally]) => value(tally, nowMs)).join(',')}}`),
  });
}
