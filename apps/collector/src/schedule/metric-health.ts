/** A metric that keeps failing is left alone for longer and longer. */
const firstDelayMs = 60_000;
const maxDelayMs = 30 * 60_000;
/** What is missing in a database (an extension) is looked for this often. */
const recheckMs = 10 * 60_000;
/** The first loss in a row may be a restart of the server. */
const lossesOfOne = 2;
/** Where nothing else is asked, nothing else can go well in between. */
const lossesAlone = 4;

/** Whether one metric of one source works, and when one that does not is tried again. */
export class MetricHealth {
  #failures = 0;
  #losses = 0;
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
    this.#losses = 0;
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

  /**
   * The connection ended while it ran. Whatever runs at that moment is hit by a restart or by the network; what is hit
   * each time, while others are answered in between, does it.
   *
   * @param othersWentWell whether anything else was answered on that connection.
   * @returns whether this metric is the one that ends them.
   */
  lostConnection(othersWentWell: boolean): boolean {
    this.#losses++;
    return this.#losses >= (othersWentWell ? lossesOfOne : lossesAlone);
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
    this.#losses = 0;
    this.#retryAtMs = 0;
  }

  #become(reason: string): boolean {
    const isNews = this.#reason !== reason;
    this.#reason = reason;
    return isNews;
  }
}
