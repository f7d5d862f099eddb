/** How often what is under way is looked at: how late a deadline may be noticed. */
const lookEveryMs = 2_500;

/**
 * One deadline at a time, for many short pieces of work of which hardly any hangs. A timer for each would cost more
 * than the rest of our part in a query; this one runs out between pieces of work and is set again by the next.
 */
export class Watchdog {
  readonly #onOverdue: () => void;
  readonly #timer: NodeJS.Timeout;
  #deadline = Number.POSITIVE_INFINITY;
  #isOverdue = false;

  constructor(onOverdue: () => void) {
    this.#onOverdue = onOverdue;
    this.#timer = setTimeout(() => this.#look(), lookEveryMs);
    this.#timer.unref();
  }

  /** Whether a deadline has passed; stays so. */
  get isOverdue(): boolean {
    return this.#isOverdue;
  }

  begin(timeoutMs: number): void {
    this.#deadline = performance.now() + timeoutMs;
    this.#timer.refresh();
  }

  end(): void {
    this.#deadline = Number.POSITIVE_INFINITY;
  }

  /** Looks no more. */
  stop(): void {
    this.end();
    clearTimeout(this.#timer);
  }

  #look(): void {
    if (this.#deadline === Number.POSITIVE_INFINITY) return;
    if (performance.now() < this.#deadline) {
      this.#timer.refresh();
      return;
    }
    this.#isOverdue = true;
    this.end();
    this.#onOverdue();
  }
}
