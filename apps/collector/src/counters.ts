import { createHistogram } from 'node:perf_hooks';

/** In ms; what is later than this counts as this late. */
const highestLateness = 3_600_000;

/** What happened since the last summary, and altogether. */
export class Counters {
  fetches = 0;
  /** Series that the fetches brought. */
  series = 0;
  failed = 0;
  /** Ticks that were due and not fetched. */
  skipped = 0;
  written = 0;
  duplicates = 0;
  tooOld = 0;
  /** Fetches that are not stored: for what is in them, or for want of room in the store. */
  refused = 0;
  readonly #taken: Record<string, number> = {};
  readonly #lateness = createHistogram({ highest: highestLateness, figures: 2 });

  /** How long after its tick a metric was fetched, where nothing but our own work could make it wait. */
  late(lateMs: number): void {
    // The histogram counts from 1 on.
    this.#lateness.record(Math.max(1, Math.min(highestLateness, Math.round(lateMs))));
  }

  /** Gives the figures and starts again from zero. */
  take(): Record<CounterName, number> {
    const figures = { ...this };
    for (const [name, value] of Object.entries(figures)) this.#taken[name] = (this.#taken[name] ?? 0) + value;
    Object.assign(this, Object.fromEntries(Object.keys(figures).map((name) => [name, 0])));
    return figures;
  }

  /** The same figures since the start. */
  get totals(): Record<CounterName, number> {
    const totals = { ...this };
    for (const name of Object.keys(totals) as CounterName[]) totals[name] += this.#taken[name] ?? 0;
    return totals;
  }

  /** In ms, since it was last taken; 0 where nothing was fetched. */
  takeLatenessP99(): number {
    const p99 = this.#lateness.count > 0 ? this.#lateness.percentile(99) : 0;
    this.#lateness.reset();
    return p99;
  }
}

type CounterName = 'fetches' | 'series' | 'failed' | 'skipped' | 'written' | 'duplicates' | 'tooOld' | 'refused';
