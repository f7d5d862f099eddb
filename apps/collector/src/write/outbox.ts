import type { MetricStateReport, SeriesDetails, SourceStateReport } from '@pgwatch-heroku/store';
import { askedMetric, type PendingFetch } from '../buffer/pending-fetch.js';
import type { SampleBuffer } from '../buffer/sample-buffer.js';
import type { Counters } from '../counters.js';
import type { Facts } from '../fetch/facts.js';
import { isSnapshot, SnapshotFilter } from './snapshot-filter.js';

/** Bounds what waits for a store that is away for long; the newest are kept. */
const maxDetails = 2_000;
const maxFacts = 2_000;

/** A fetch that the store does not take. */
export interface Refusal {
  sourceId: number;
  metric: string;
  reason: string;
  hint?: string | undefined;
}

/** While the store is nearly full: what is still written, and why the rest is not. */
export interface CoreOnly {
  metrics: ReadonlySet<string>;
  reason: string;
  hint: string;
}

/**
 * Everything that sources hand over. Samples wait in the buffer, all of them; of states only the latest matters, so they
 * take no more room however long the store is away. Facts wait in their order: each may tell of another server.
 */
export class Outbox {
  readonly buffer: SampleBuffer;
  readonly metricStates = new Map<string, MetricStateReport>();
  readonly sourceStates = new Map<number, SourceStateReport>();
  facts: { sourceId: number; facts: Facts }[] = [];
  details: SeriesDetails[] = [];
  /** Set by whoever watches the size of the store. */
  coreOnly: CoreOnly | undefined;
  readonly #snapshots = new SnapshotFilter();
  readonly #refusals = new Map<string, Refusal>();

  readonly #counters: Pick<Counters, 'refused'> | undefined;

  constructor(buffer: SampleBuffer, counters?: Pick<Counters, 'refused'>) {
    this.buffer = buffer;
    this.#counters = counters;
  }

  sample(fetch: PendingFetch): void {
    const { sourceId, shape } = fetch;
    if (this.coreOnly && !this.coreOnly.metrics.has(shape.metric)) {
      const { reason, hint } = this.coreOnly;
      this.refused({ sourceId, metric: askedMetric(shape), reason, hint });
      if (this.#counters) this.#counters.refused++;
      return;
    }
    if (isSnapshot(fetch) && this.#snapshots.isRepeat(fetch)) return;
    this.buffer.push(fetch);
  }

  /** A fetch that went well does not make a metric work whose samples the store refuses. */
  metricState(report: MetricStateReport): void {
    const key = `${report.sourceId} ${report.metric}`;
    const refusal = report.ok ? this.#refusals.get(key) : undefined;
    this.metricStates.set(key, refusal ? asState(refusal, report.at) : report);
  }

  /** @returns whether this is news: nothing was refused before, or for another reason. */
  refused(refusal: Refusal): boolean {
    const key = `${refusal.sourceId} ${refusal.metric}`;
    const isNews = this.#refusals.get(key)?.reason !== refusal.reason;
    this.#refusals.set(key, refusal);
    this.metricStates.set(key, asState(refusal, new Date()));
    return isNews;
  }

  /** The store took a fetch of this metric; its next state is that of the fetch again. */
  stored({ sourceId, metric }: { sourceId: number; metric: string }): void {
    if (this.#refusals.size > 0) this.#refusals.delete(`${sourceId} ${metric}`);
  }

  sourceState(report: SourceStateReport): void {
    this.sourceStates.set(report.sourceId, report);
  }

  sourceFacts(sourceId: number, facts: Facts): void {
    this.facts = [...this.facts, { sourceId, facts }].slice(-maxFacts);
  }

  seriesDetails(details: readonly SeriesDetails[]): void {
    this.details = [...this.details, ...details].slice(-maxDetails);
  }
}

function asState({ sourceId, metric, reason, hint }: Refusal, at: Date): MetricStateReport {
  return { sourceId, metric, ok: false, reason, ...(hint ? { hint } : {}), durationMs: 0, rows: 0, at };
}
