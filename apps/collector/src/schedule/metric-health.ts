/** A metric that keeps failing is left alone for longer and longer. */
const firstDelayMs = 60_000;
const maxDelayMs = 30 * 60_000;
/** What is missing in a database (an extension) is looked for this often. */
const recheckMs = 10 * 60_000;

/** Whether one metric of one source works, and when one that does not is tried again. */
export class MetricHealth {
  #failures = 0;
  #retryAtMs = 0;
  #reason: string | undefined;

  /** Why it is off; undefined while it works. */
  get reason(): string | undefined {
    return this.#reason;
  }

  isDue(nowMs: number): boolean {
    return nowMs >= this.#retryAtMs;
  }

  /** @returns whether it was off before. */
  succeeded(): boolean {
    const wasOff = this.#reason !== undefined;
    this.#failures = 0;
    this.#retryAtMs = 0;
    this.#reason = undefined;
    return wasOff;
  }

  /** @returns whether that is news. */
  failed(reason: string, nowMs: number): boolean {
    this.#failures++;
    this.#retryAtMs = nowMs + Math.min(maxDelayMs, firstDelayMs * 2 ** (this.#failures - 1));
    return this.#become(reason);
  }

  /** The server lacks something. @returns whether that is news. */
  unavailable(reason: string, nowMs: number): boolean {
    this.#failures = 0;
    this.#retryAtMs = nowMs + recheckMs;
    return this.#become(reason);
  }

  /** A new connection may lead to a changed database: what was missing is looked for at once. */
  reconnected(): void {
    if (this.#failures === 0) this.#retryAtMs = 0;
  }

  /** Its definition is another one: what was said of it before does not count. */
  redefined(): void {
    this.#failures = 0;
    this.#retryAtMs = 0;
  }

  #become(reason: string): boolean {
    const isNews = this.#reason !== reason;
    this.#reason = reason;
    return isNews;
  }
}
