import { type Logger, messageOf, type Queryable } from '@pgwatch-heroku/shared';
import {
  type CollectorReport,
  recordCollector,
  recordMetricState,
  recordSourceState,
  setSeriesDetails,
  updateSourceFacts,
} from '@pgwatch-heroku/store';
import type { Outbox } from './outbox.js';
import type { StoreConnection } from './store-connection.js';

export interface StateWriterOptions {
  store: Pick<StoreConnection, 'run'>;
  outbox: Outbox;
  report: () => CollectorReport;
  /** A source shows another certificate than before. */
  onCertificateChanged: (sourceId: number) => void;
  log: Logger;
}

/** Sign of life of the collector itself. */
const reportEveryMs = 20_000;

/** Writes how sources and metrics fare. What fails stays in the outbox for the next time. */
export class StateWriter {
  readonly #options: StateWriterOptions;
  #reportedAt = Number.NEGATIVE_INFINITY;

  constructor(options: StateWriterOptions) {
    this.#options = options;
  }

  /** Never throws: states are the first to be left out when the store is in trouble. */
  async flush(): Promise<void> {
    const { store, outbox, log } = this.#options;
    const isReportDue = performance.now() - this.#reportedAt >= reportEveryMs;
    const isIdle =
      outbox.metricStates.size + outbox.sourceStates.size + outbox.facts.length + outbox.details.length === 0;
    if (isIdle && !isReportDue) return;
    try {
      await store.run((client) => this.#write(client, isReportDue));
    } catch (error) {
      log.debug({ event: 'state-not-written' }, messageOf(error));
    }
  }

  async #write(client: Queryable, isReportDue: boolean): Promise<void> {
    const { outbox, report } = this.#options;
    for (const item of [...outbox.facts]) {
      const { sourceId, facts } = item;
      const { certificateChanged } = await updateSourceFacts(client, sourceId, facts);
      if (certificateChanged) this.#options.onCertificateChanged(sourceId);
      outbox.facts = outbox.facts.filter((other) => other !== item);
    }
    const states = [...outbox.metricStates];
    await recordMetricState(
      client,
      states.map(([, state]) => state),
    );
    for (const [key, state] of states) if (outbox.metricStates.get(key) === state) outbox.metricStates.delete(key);
    for (const [sourceId, state] of [...outbox.sourceStates]) {
      await recordSourceState(client, state);
      if (outbox.sourceStates.get(sourceId) === state) outbox.sourceStates.delete(sourceId);
    }
    const details = new Set(outbox.details);
    await setSeriesDetails(client, [...details]);
    outbox.details = outbox.details.filter((item) => !details.has(item));
    if (isReportDue) {
      await recordCollector(client, report());
      this.#reportedAt = performance.now();
    }
  }
}
