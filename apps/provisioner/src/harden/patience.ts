import { AppError, type Logger, messageOf, retry } from '@pgwatch-heroku/shared';
import type { Pace } from './pace.js';

export interface PatienceOptions {
  /** For each thing that is tried. */
  deadlineMs: number;
  pace: Pace;
  log: Logger;
  signal: AbortSignal;
}

/** Does things again while what is in their way may pass by itself. */
export interface Patience {
  untilItPasses<T>(work: () => Promise<T>): Promise<T>;
  /** What was in the way last; undefined when nothing ever was. */
  readonly obstacle: unknown;
}

export function createPatience({ deadlineMs, pace, log, signal }: PatienceOptions): Patience {
  let obstacle: unknown;
  return {
    get obstacle() {
      return obstacle;
    },
    untilItPasses: (work) =>
      retry(work, {
        deadlineMs,
        firstDelayMs: pace.retryMs.first,
        maxDelayMs: pace.retryMs.most,
        isRetryable: (error) => error instanceof AppError && error.retryable,
        onRetry: (error, delayMs) => {
          obstacle = error;
          const retryInMs = Math.round(delayMs);
          log.warn({ event: 'hardening-retry', retryInMs }, `again later: ${messageOf(error)}`);
        },
        signal,
      }),
  };
}
