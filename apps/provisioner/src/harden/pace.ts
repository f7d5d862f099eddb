import type { HerokuClientOptions } from '@pgwatch-heroku/heroku-api';

/** The times by which Heroku is waited for. Given by who starts it, so that a test can let minutes pass in seconds. */
export interface Pace {
  /** Of one call; the client's own where it is left out. */
  calls?: HerokuClientOptions['timing'];
  /** An outage is looked at again this soon, and this seldom at the end. */
  retryMs: { first: number; most: number };
  /** Between two looks at what Heroku takes minutes for: while somebody waits, and when there is time. */
  lookMs: { short: number; long: number };
}

// Four waits at once and two minutes: 240 calls of the 4500 that Heroku allows an hour.
export const herokuPace: Pace = { retryMs: { first: 2_000, most: 30_000 }, lookMs: { short: 2_000, long: 5_000 } };
