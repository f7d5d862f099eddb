import { AppError, isRetryableFailure, retry } from '@pgwatch-heroku/shared';

/** A server that does not answer for so long, on a machine that is busy, is not coming up any more. */
const patienceMs = 120_000;

/** Whether a server that did not answer may do so later. */
export const mayAnswerLater = (error: unknown): boolean =>
  error instanceof AppError ? error.retryable : isRetryableFailure(error);

/** Does again what a database did not answer to. Nobody waits for what Heroku does behind the scenes, so nobody else would. */
export const untilItAnswers = <T>(work: () => Promise<T>, isStopping: () => boolean): Promise<T> =>
  retry(work, {
    deadlineMs: patienceMs,
    isRetryable: (error) => !isStopping() && mayAnswerLater(error),
  });
