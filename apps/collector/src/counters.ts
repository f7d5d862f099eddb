/** What happened since the last summary. */
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
  /** Fetches that the store refused for what is in them. */
  refused = 0;

  /** Gives the figures and starts again from zero. */
  take(): Record<string, number> {
    const figures: Record<string, number> = Object.fromEntries(Object.entries(this));
    Object.assign(this, new Counters());
    return figures;
  }
}
