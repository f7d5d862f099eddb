import { createHerokuClient, readHerokuApiUrls } from '@pgwatch-heroku/heroku-api';
import { readPlanStorage } from '@pgwatch-heroku/provisioning';
import { type Logger, messageOf } from '@pgwatch-heroku/shared';

export interface PlanSizeOptions {
  apiKey: string;
  /** HEROKU_HOST and HEROKU_DATA_HOST. */
  env: Record<string, string | undefined>;
  appName: string | undefined;
  /** DATABASE_URL */
  databaseUrl: string;
  log: Logger;
  signal: AbortSignal;
}

/** A plan changes by hand, and with a restart of all dynos. */
const askEveryMs = 3_600_000;
/** Maintenance waits for this, and has better to do than to wait for an API. */
const patienceMs = 5_000;

/**
 * Heroku's word on the size of the Collector DB's plan, asked for at most once an hour. While Heroku does not answer, or
 * the key is not good any more, it is what it was.
 */
export function createPlanSize(options: PlanSizeOptions): () => Promise<number | undefined> {
  const { apiKey, env, appName, databaseUrl, log, signal } = options;
  let known: number | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - askedAt < askEveryMs) return known;
    askedAt = performance.now();
    try {
      const timing = { requestTimeoutMs: patienceMs, patienceMs };
      const client = createHerokuClient({ apiKey, ...readHerokuApiUrls(env), signal, log, timing });
      known = (await readPlanStorage(client, { appName, databaseUrl })) ?? known;
    } catch (error) {
      log.warn(
        { event: 'plan-unknown' },
        `Heroku does not say how big the Collector DB's plan is: ${messageOf(error)}`,
      );
    }
    return known;
  };
}
