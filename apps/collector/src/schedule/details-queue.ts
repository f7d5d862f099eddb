import type { Metric } from '@pgwatch-heroku/metrics';
import { type Logger, messageOf } from '@pgwatch-heroku/shared';
import type { SeriesDetails } from '@pgwatch-heroku/store';
import type { OpenSource } from '../fetch/open-source.js';
import type { Outbox } from '../write/outbox.js';
import type { NewSeries } from '../write/series-resolver.js';

/** Texts can be long: a batch stays below a few MB. */
const batchSize = 100;
/** Bounds what waits for a source that is away; what is dropped is asked for again after a restart. */
const maxWaiting = 2_000;

/** Series whose constant texts (the query of a queryid) are still to be read from the source. */
export class DetailsQueue {
  #waiting: { metric: string; series: NewSeries }[] = [];

  get length(): number {
    return this.#waiting.length;
  }

  add(metric: string, series: readonly NewSeries[]): void {
    this.#waiting = [...this.#waiting, ...series.map((one) => ({ metric, series: one }))].slice(-maxWaiting);
  }

  /** Reads one batch. A batch that fails is not tried again: the metric itself matters more. */
  async read(
    live: OpenSource,
    metrics: ReadonlyMap<string, { metric: Metric }>,
    outbox: Outbox,
    log: Logger,
  ): Promise<void> {
    const name = this.#waiting[0]?.metric ?? '';
    const batch = this.#waiting.filter(({ metric }) => metric === name).slice(0, batchSize);
    const taken = new Set(batch);
    this.#waiting = this.#waiting.filter((item) => !taken.has(item));
    const details = metrics.get(name)?.metric.details;
    const sql = live.plans.get(name)?.detailsSql;
    if (!details || !sql) return;
    try {
      const idOf = new Map(batch.map(({ series }) => [series.tags[details.tag], series.id]));
      const { fields, rows } = await live.session.query(sql, { values: [[...idOf.keys()]] });
      const found = rows.flatMap((row): SeriesDetails[] => {
        const texts = Object.fromEntries(fields.map((field, i) => [field.name, row[i] ?? null]));
        const id = idOf.get(texts[details.tag] ?? null);
        delete texts[details.tag];
        return id === undefined ? [] : [{ id, tags: texts }];
      });
      outbox.seriesDetails(found);
    } catch (error) {
      log.debug({ event: 'details-failed', metric: name }, messageOf(error));
    }
  }
}
