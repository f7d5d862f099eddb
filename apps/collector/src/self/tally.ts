/** How the fetches of one metric of one source went since this dyno took it up. */
export class Tally {
  fetches = 0;
  failures = 0;
  /** Ticks that were due and not fetched. */
  skipped = 0;
  rows = 0;
  /** All of them together. */
  durationMs = 0;
  lastSuccessAtMs: number | undefined;

  succeeded(rows: number, durationMs: number): void {
    this.fetches++;
    this.rows += rows;
    this.durationMs += durationMs;
    this.lastSuccessAtMs = Date.now();
  }
}
