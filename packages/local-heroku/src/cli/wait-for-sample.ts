import { closeClient, connect, sleep } from '@pgwatch-heroku/shared';
import { hasSampleSql, hasTableSql } from './sql/first-sample.js';

/** Looks into the store, not at a page: the pages need a login. Returns whether a sample came in time. */
export async function waitForSample(
  storeUrl: string,
  options: { since: Date; deadlineMs: number; signal: AbortSignal },
): Promise<boolean> {
  const endsAt = performance.now() + options.deadlineMs;
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
