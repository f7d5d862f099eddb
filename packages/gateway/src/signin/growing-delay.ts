import { sleep } from '@pgwatch-heroku/shared';

export interface GrowingDelayOptions {
  /** Failures that cost nothing: somebody who mistypes. */
  freeFailures: number;
  firstDelayMs: number;
  maxDelayMs: number;
  /** Failures are forgotten one by one, each after this long. */
  forgetAfterMs: number;
  /** Tries that may wait or be checked at once; more are turned away. */
  maxWaiting: number;
}

/** What became of a try; no `result` when it was wrong. */
export type Outcome<T> = { isTurnedAway: true } | { isTurnedAway: false; result: T | undefined };

/**
 * Slows down sign-in for everybody together as failures add up, whatever addresses they come from: the limit per
 * address does nothing against many addresses. The delay has an end, so the owner gets in while somebody is guessing.
 *
 * Tries that run side by side are slowed down by each other: each counts as a failure from its start until it proves
 * right, and holds one of few places until it is answered.
 */
export class GrowingDelay {
  readonly #options: GrowingDelayOptions;
  #failures: { at: number }[] = [];
  #places = 0;
  #placesOfKnown = 0;

  constructor(options: GrowingDelayOptions) {
    this.#options = options;
  }

  /**
   * Waits its time, then checks; `undefined` is a wrong try. Addresses that failed before share half of the places:
   * whoever guesses soon has no others, and the rest is left to the owner.
   */
  async attempt<T>(hasFailedBefore: boolean, check: () => Promise<T | undefined>): Promise<Outcome<T>> {
    const { maxWaiting } = this.#options;
    if (this.#places >= maxWaiting) return { isTurnedAway: true };
    if (hasFailedBefore && this.#placesOfKnown >= Math.max(1, Math.floor(maxWaiting / 2)))
      return { isTurnedAway: true };
    const delayMs = this.#delayMs();
    const failure = this.#reserveFailure();
    this.#places++;
    if (hasFailedBefore) this.#placesOfKnown++;
    try {
      if (delayMs > 0) await sleep(delayMs);
      const result = await check();
      if (result !== undefined) this.#giveBack(failure);
      return { isTurnedAway: false, result };
    } catch (error) {
      this.#giveBack(failure); // nothing was learned from it
      throw error;
    } finally {
      this.#places--;
      if (hasFailedBefore) this.#placesOfKnown--;
    }
  }

  #delayMs(): number {
    const { freeFailures, firstDelayMs, maxDelayMs, forgetAfterMs } = this.#options;
    const oldest = performance.now() - forgetAfterMs;
    this.#failures = this.#failures.filter(({ at }) => at > oldest);
    const excess = this.#failures.length - freeFailures;
    return excess <= 0 ? 0 : Math.min(maxDelayMs, firstDelayMs * 2 ** (excess - 1));
  }

  #reserveFailure(): { at: number } {
    const failure = { at: performance.now() };
    this.#failures.push(failure);
    // Far past the longest delay already: more need not be remembered.
    if (this.#failures.length > 1_000) this.#failures.shift();
    return failure;
  }

  #giveBack(failure: { at: number }): void {
    this.#failures = this.#failures.filter((other) => other !== failure);
  }
}
