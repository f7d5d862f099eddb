import { sleep } from './sleep.js';

export interface RetryOptions {
  /** Gives up once this much time has passed since the first attempt. */
  deadlineMs: number;
  firstDelayMs?: number;
  maxDelayMs?: number;
  isRetryable: (error: unknown) => boolean;
  /** What the other side demands before the next attempt (Retry-After); beyond the deadline there is none. */
  demandedDelayMs?: (error: unknown) => number | undefined;
  onRetry?: (error: unknown, delayMs: number) => void;
  signal?: AbortSignal;
}

/**
 * Calls until it succeeds, with exponential delay and full jitter, so that twenty processes which were refused
 * together do not come back together. Throws the last error when it is not retryable or the deadline is over.
 */
export async function retry<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { firstDelayMs = 100, maxDelayMs = 5_000 } = options;
  const endsAt = performance.now() + options.deadlineMs;
  for (let failures = 0; ; failures++) {
    options.signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const remainingMs = endsAt - performance.now();
      const demandedMs = options.demandedDelayMs?.(error) ?? 0;
      if (!options.isRetryable(error) || remainingMs <= demandedMs) throw error;
      const ceilingMs = Math.min(maxDelayMs, firstDelayMs * 2 ** failures);
      const delayMs = Math.min(remainingMs, demandedMs + ceilingMs * (0.3 + 0.7 * Math.random()));
      options.onRetry?.(error, delayMs);
      await sleep(delayMs, options.signal);
    }
  }
}
