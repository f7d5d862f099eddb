import { latestTick, nextTick } from './ticks.js';

export interface DueMetric {
  name: string;
  /** Scheduled instant, key of the row, in ms. */
  tick: number;
  /** Ticks that passed since the last one without having been worked on. */
  skipped: number;
}

/** What one source has to do and when. Holds no timer: whoever asks tells the time. */
export class Agenda {
  readonly #phaseMs: number;
  readonly #intervals = new Map<string, number>();
  readonly #done = new Map<string, number>();
  /** When each was last really worked on, as a running number. */
  readonly #turns = new Map<string, number>();
  #turn = 0;
  #lookedAtMs = 0;

  constructor(phaseMs: number) {
    this.#phaseMs = phaseMs;
  }

  setIntervals(intervals: Iterable<readonly [name: string, intervalMs: number]>): void {
    this.#intervals.clear();
    for (const [name, intervalMs] of intervals) this.#intervals.set(name, intervalMs);
    for (const name of this.#done.keys()) if (!this.#intervals.has(name)) this.#done.delete(name);
  }

  get shortestIntervalMs(): number {
    return Math.min(...this.#intervals.values());
  }

  /**
   * Metrics whose latest tick was not worked on yet, the one that waited longest first. Ticks that are older are not
   * made up for: what cannot keep pace skips and counts, it never piles up. A metric never worked on is due at once.
   */
  due(nowMs: number): DueMetric[] {
    this.#lookedAtMs = nowMs;
    const due: DueMetric[] = [];
    for (const [name, intervalMs] of this.#intervals) {
      const tick = latestTick(nowMs, intervalMs, this.#phaseMs);
      const last = this.#done.get(name);
      // A last tick far in the future means that the clock was set back: without this the metric would pause till then.
      const isNew = last === undefined || tick > last || last - tick > 2 * intervalMs;
      if (!isNew) continue;
      const skipped = last === undefined ? 0 : Math.max(0, Math.ceil((tick - last) / intervalMs) - 1);
      due.push({ name, tick, skipped });
    }
    const turnOf = ({ name }: DueMetric) => this.#turns.get(name) ?? 0;
    return due.sort((a, b) => turnOf(a) - turnOf(b));
  }

  markDone({ name, tick }: { name: string; tick: number }): void {
    this.#done.set(name, tick);
    this.#turns.set(name, ++this.#turn);
  }

  /** Whether a metric was ever really worked on. */
  isFirst(name: string): boolean {
    return !this.#turns.has(name);
  }

  /** Gives a tick up; the metric keeps its place in the order, so that it comes first the next time. */
  markSkipped({ name, tick }: { name: string; tick: number }): void {
    this.#done.set(name, tick);
  }

  /**
   * When the next metric comes due after the last look, Infinity without metrics. Counted from that look and not from
   * now: a timer that fires a millisecond early looks just before a tick, which has passed when the pause begins.
   */
  get nextAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const intervalMs of this.#intervals.values())
      next = Math.min(next, nextTick(this.#lookedAtMs, intervalMs, this.#phaseMs));
    return next;
  }
}
