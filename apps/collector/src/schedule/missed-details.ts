import type { Cut } from '../fetch/cut.js';

/** Series that are still fetched are asked for again on the next day; an hour later that has been tried. */
const forgetMs = 25 * 3_600_000;

/** Which series of a metric are without their texts because reading them failed. */
export class MissedDetails {
  readonly #atMs = new Map<number, number>();
  #reason = '';

  missed(seriesIds: readonly number[], reason: string): void {
    for (const id of seriesIds) this.#atMs.set(id, Date.now());
    this.#reason = reason;
  }

  read(seriesIds: readonly number[]): void {
    for (const id of seriesIds) this.#atMs.delete(id);
  }

  /** What to tell about it; undefined while nothing is missing. */
  get cut(): Cut | undefined {
    if (this.#atMs.size === 0) return undefined;
    const since = Date.now() - forgetMs;
    for (const [id, atMs] of this.#atMs) if (atMs < since) this.#atMs.delete(id);
    if (this.#atMs.size === 0) return undefined;
    return {
      warning: `the texts of ${this.#atMs.size} of its series could not be read: ${this.#reason}`,
      hint: 'Their figures are stored. The texts are asked for again within a day, and when the collector starts.',
    };
  }
}
