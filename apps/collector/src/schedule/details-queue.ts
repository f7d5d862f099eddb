import type { Metric } from '@pgwatch-heroku/metrics';
import { classifyFailure, codeOf, type Logger, messageOf } from '@pgwatch-heroku/shared';
import type { SeriesDetails } from '@pgwatch-heroku/store';
import { inItsTime } from '../fetch/in-its-time.js';
import type { OpenSource } from '../fetch/open-source.js';
import { defaultStatementTimeoutMs } from '../fetch/session.js';
import type { Outbox } from '../write/outbox.js';
import type { NewSeries } from '../write/series-resolver.js';
import type { MissedDetails } from './missed-details.js';

/** Texts can be long: a batch stays below a few MB. */
const batchSize = 100;
/** Bounds what waits for a source that is away; what is dropped is asked for again after a restart. */
const maxWaiting = 2_000;
/** Of the two tries. The connection is the only one, and ticks wait meanwhile: the second has not as long as it likes. */
const tryMs = { first: defaultStatementTimeoutMs, second: 3 * defaultStatementTimeoutMs };

interface Waiting {
  metric: string;
  series: NewSeries;
  /** A connection was lost, or time was up, while it was read. */
  isSecondTry: boolean;
}

/** A metric, and where it is noted of which series the texts are missing. */
interface DetailedMetric {
  metric: Metric;
  missedDetails: MissedDetails;
}

/** Series whose constant texts (the query of a queryid) are still to be read from the source. */
export class DetailsQueue {
  readonly #tryMs: typeof tryMs;
  #waiting: Waiting[] = [];

  constructor(timeoutsMs = tryMs) {
    this.#tryMs = timeoutsMs;
  }

  add(metric: string, series: readonly NewSeries[]): void {
    const added = series.map((one) => ({ metric, series: one, isSecondTry: false }));
    this.#waiting = [...this.#waiting, ...added].slice(-maxWaiting);
  }

  /** Whether there is a batch to read: on a new connection it waits until its metric was planned there. */
  canRead(live: OpenSource): boolean {
    return this.#next(live) !== undefined;
  }

  /**
   * Reads one batch. One that the server refuses is not tried again, for the metric itself matters more; one whose time
   * was up is tried once more with more of it, and so is one that was lost with the connection, for it may have been what
   * broke it.
   */
  async read(
    live: OpenSource,
    metrics: ReadonlyMap<string, DetailedMetric>,
    outbox: Pick<Outbox, 'seriesDetails'>,
    log: Logger,
  ): Promise<void> {
    const next = this.#next(live);
    if (!next) return;
    const { metric: name, isSecondTry } = next;
    const batch = this.#waiting
      .filter((item) => item.metric === name && item.isSecondTry === isSecondTry)
      .slice(0, batchSize);
    const taken = new Set(batch);
    this.#waiting = this.#waiting.filter((item) => !taken.has(item));
    const runner = metrics.get(name);
    const details = runner?.metric.details;
    const plan = live.plans.get(name);
    const sql = plan?.detailsSql;
    if (!details || !sql) return;
    const ids = batch.map(({ series }) => series.id);
    try {
      const idOf = new Map(batch.map(({ series }) => [series.tags[details.tag], series.id]));
      const timeoutMs = this.#tryMs[isSecondTry ? 'second' : 'first'];
      const ask = () => live.session.query(sql, { values: [[...idOf.keys()]], timeoutMs });
      const { fields, rows } = await inItsTime(live.session, { isForeign: plan.isForeign, timeoutMs }, ask);
      const found = rows.flatMap((row): SeriesDetails[] => {
        const texts = Object.fromEntries(fields.map((field, i) => [field.name, row[i] ?? null]));
        const id = idOf.get(texts[details.tag] ?? null);
        delete texts[details.tag];
        return id === undefined ? [] : [{ id, tags: texts }];
      });
      outbox.seriesDetails(found);
      runner.missedDetails.read(ids);
    } catch (error) {
      log.debug({ event: 'details-failed', metric: name }, messageOf(error));
      const isWorthRetrying = !live.session.isOpen || classifyFailure(error) === 'unavailable' || isTimeUp(error);
      if (isWorthRetrying && !isSecondTry) {
        this.#waiting = [...batch.map((item) => ({ ...item, isSecondTry: true })), ...this.#waiting].slice(-maxWaiting);
      } else {
        runner.missedDetails.missed(ids, messageOf(error));
      }
    }
  }

  #next(live: OpenSource): Waiting | undefined {
    return this.#waiting.find(({ metric }) => live.plans.has(metric));
  }
}

/** 57014, query_canceled: by the server's own statement_timeout. */
const isTimeUp = (error: unknown): boolean => codeOf(error) === '57014';
