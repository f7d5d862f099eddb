import type { MetricStateReport, SeriesDetails, SourceStateReport } from '@pgwatch-heroku/store';
import type { PendingFetch } from '../buffer/pending-fetch.js';
import type { SampleBuffer } from '../buffer/sample-buffer.js';
import type { Facts } from '../fetch/facts.js';

/** Bounds what waits for a store that is away for long; the newest are kept. */
const maxDetails = 2_000;

/**
 * Everything that sources hand over. Samples wait in the buffer, all of them; of states and facts only the latest
 * matters, so they take no more room however long the store is away.
 */
export class Outbox {
  readonly buffer: SampleBuffer<PendingFetch>;
  readonly metricStates = new Map<string, MetricStateReport>();
  readonly sourceStates = new Map<number, SourceStateReport>();
  readonly facts = new Map<number, Facts>();
  details: SeriesDetails[] = [];

  constructor(buffer: SampleBuffer<PendingFetch>) {
    this.buffer = buffer;
  }

  sample(fetch: PendingFetch): void {
    this.buffer.push(fetch);
  }

  metricState(report: MetricStateReport): void {
    this.metricStates.set(`${report.sourceId} ${report.metric}`, report);
  }

  sourceState(report: SourceStateReport): void {
    this.sourceStates.set(report.sourceId, report);
  }

  sourceFacts(sourceId: number, facts: Facts): void {
    this.facts.set(sourceId, facts);
  }

  seriesDetails(details: readonly SeriesDetails[]): void {
    this.details = [...this.details, ...details].slice(-maxDetails);
  }
}
