import { sleep } from '@pgwatch-heroku/shared';

export interface GrowingDelayOptions {
  /** Failures that cost nothing: somebody who mistypes. */
  freeFailures: number;
  firstDelayMs: number;
  maxDelayMs: number;
  /** Failures are forgotten one by one, each after this long. */
  forgetAfterMs: number;
  /** Tries that may wait at once; more are turned away. */
  maxWaiting: number;
}

/**
 * Slows down sign-in for everybody together as failures add up, whatever addresses they come from: the limit per
 * address does nothing against many addresses. The delay has an end, so the owner gets in while somebody is guessing.
 */
export class GrowingDelay {
  readonly #options: GrowingDelayOptions;
  #failures: number[] = [];
  #waiting = 0;

  constructor(options: GrowingDelayOptions) {
    this.#options = options;
  }

  /** Waits its time; false when too many wait already. */
  async wait(): Promise<boolean> {
    if (this.#waiting >= this.#options.maxWaiting) return false;
    const delayMs = this.delayMs();
    if (delayMs === 0) return true;
    this.#waiting++;
    try {
      await sleep(delayMs);
    } finally {
      this.#waiting--;
    }
    return true;
  }

  delayMs(): number {
    const { freeFailures, firstDelayMs, maxDelayMs, forgetAfterMs } = this.#options;
    const oldest = performance.now() - forgetAfterMs;
    this.#failures = this.#failures.filter((at) => at > oldest);
    const excess = this.#failures.length - freeFailures;
    return excess <= 0 ? 0 : Math.min(maxDelayMs, firstDelayMs * 2 ** (excess - 1));
  }

  failed(): void {
    this.#failures.push(performance.now());
    // Far past the longest delay already: more need not be remembered.
    if (this.#failures.length > 1_000) this.#failures.shift();
  }
}
