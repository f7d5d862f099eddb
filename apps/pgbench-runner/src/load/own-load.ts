import { type Pool, sleep } from '@pgwatch-heroku/shared';
import { runTransaction } from './transaction.js';

export interface LoadSegment {
  tps: number;
  durationMs: number;
  clients: number;
  branches: number;
}

/** Makes load for a while; resolves with the number of transactions. */
export type Load = (segment: LoadSegment, signal: AbortSignal) => Promise<number>;

/**
 * The load in TypeScript. Transactions begin at random distances, as those of people do; one that finds all clients
 * busy is left out rather than queued, so that a slow database sees less load instead of ever more.
 *
 * @throws the first error of a transaction, after those under way have ended.
 */
export const ownLoad =
  (pool: Pool): Load =>
  async (segment, signal) => {
    const endsAt = performance.now() + segment.durationMs;
    const running = new Set<Promise<void>>();
    let failure: { error: unknown } | undefined;
    let done = 0;
    while (!signal.aborted && !failure) {
      const waitMs = (-Math.log(1 - Math.random()) / segment.tps) * 1_000;
      const remainingMs = endsAt - performance.now();
      await sleep(Math.max(0, Math.min(waitMs, remainingMs)), signal).catch(() => undefined);
      if (waitMs >= remainingMs) break;
      if (running.size >= segment.clients || signal.aborted) continue;
      const transaction = runTransaction(pool, segment.branches)
        .then(
          () => {
            done++;
          },
          (error: unknown) => {
            failure ??= { error };
          },
        )
        .finally(() => running.delete(transaction));
      running.add(transaction);
    }
    await Promise.all(running);
    if (failure && !signal.aborted) throw failure.error;
    return done;
  };
