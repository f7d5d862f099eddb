import { closeClient, connect, retry, sleep } from '@pgwatch-heroku/shared';
import { mayAnswerLater } from '../addons/until-it-answers.js';
import { hasSampleSql, hasTableSql } from './sql/first-sample.js';

export interface SampleWait {
  since: Date;
  deadlineMs: number;
  signal: AbortSignal;
}

/**
 * Looks into the store, not at a page: the pages need a login. Returns whether a sample came in time. A server that
 * loses its connections recovers or ends for good: which of both, it is not this connection that tells.
 */
export function waitForSample(storeUrl: string, options: SampleWait): Promise<boolean> {
  const { deadlineMs, signal } = options;
  const endsAt = performance.now() + deadlineMs;
  return retry(() => lookUntil(endsAt, storeUrl, options), {
    deadlineMs,
    signal,
    isRetryable: (error) => !signal.aborted && mayAnswerLater(error),
  });
}

async function lookUntil(endsAt: number, storeUrl: string, options: SampleWait): Promise<boolean> {
  const client = await connect({ url: storeUrl, label: 'the store', applicationName: 'local-heroku' });
  try {
    while (performance.now() < endsAt) {
      const { rows } = await client.query<{ hasTable: boolean }>(hasTableSql);
      if (rows[0]?.hasTable) {
        const found = await client.query<{ hasSample: boolean }>(hasSampleSql, [options.since]);
        if (found.rows[0]?.hasSample) return true;
      }
      await sleep(250, options.signal);
    }
    return false;
  } finally {
    await closeClient(client);
  }
}
