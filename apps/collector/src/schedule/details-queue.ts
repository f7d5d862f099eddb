import type { Metric } from '@pgwatch-heroku/metrics';
import { classifyFailure, type Logger, messageOf } from '@pgwatch-heroku/shared';
import type { SeriesDetails } from '@pgwatch-heroku/store';
import type { OpenSource } from '../fetch/open-source.js';
import type { Outbox } from '../write/outbox.js';
import type { NewSeries } from '../write/series-resolver.js';

/** Texts can be long: a batch stays below a few MB. */
const batchSize = 100;
/** Bounds what waits for a source that is away; what is dropped is asked for again after a restart. */
const maxWaiting = 2_000;

interface Waiting {
  metric: string;
  series: NewSeries;
  /** A connection was lost while it was read. */
  isSecondTry: boolean;
}

/** Series whose constant texts (the query of a queryid) are still to be read from the source. */
export class DetailsQueue {
  #waiting: Waiting[] = [];

  add(metric: string, series: readonly NewSeries[]): void {
    const added = series.map((one) => ({ metric, series: one, isSecondTry: false }));
    this.#waiting = [...this.#waiting, ...added].slice(-maxWaiting);
  }

  /** Whether there is a batch to read: on a new connection it waits until its metric was planned there. */
  canRead(live: OpenSource): boolean {
    return this.#next(live) !== undefined;
  }

  /**
   * Reads one batch. One that the server refuses is not tried again, for the metric itself matters more; one that was
   * lost with the connection is tried once more, for it may have been what broke it.
   */
  async read(
    live: OpenSource,
    metrics: ReadonlyMap<string, { metric: Metric }>,
    outbox: Pick<Outbox, 'seriesDetails'>,
    log: Logger,
  ): Promise<void> {
    const name = this.#next(live)?.metric;
    if (name === undefined) return;
    const batch = this.#waiting.filter(({ metric }) => metric === name).slice(0, batchSize);
    const taken = new Set(batch);
    this.#waiting = this.#waiting.filter((item) => !taken.has(item));
    const details = metrics.get(name)?.metric.details;
    const plan = live.plans.get(name);
    const sql = plan?.detailsSql;
    if (!details || !sql) return;
    try {
      const idOf = new Map(batch.map(({ series }) => [series.tags[details.tag], series.id]));
      const ask = () => live.session.query(sql, { values: [[...idOf.keys()]] });
      const { fields, rows } = await (plan.isForeign ? live.session.contained(ask) : ask());
      const found = rows.flatMap((row): SeriesDetails[] => {
        const texts = Object.fromEntries(fields.map((field, i) => [field.name, row[i] ?? null]));
        const id = idOf.get(texts[details.tag] ?? null);
        delete texts[details.tag];
        return id === undefined ? [] : [{ id, tags: texts }];
      });
      outbox.seriesDetails(found);
    } catch (error) {
      log.debug({ event: 'details-failed', metric: name }, messageOf(error));
      if (live.session.isOpen && classifyFailure(error) !== 'unavailable') return;
      const again = batch.filter(({ isSecondTry }) => !isSecondTry).map((item) => ({ ...item, isSecondTry: true }));
      this.#waiting = [...again, ...this.#waiting].slice(-maxWaiting);
    }
  }

  #next(live: OpenSource): Waiting | undefined {
    return this.#waiting.find(({ metric }) => live.plans.has(metric));
  }
}
