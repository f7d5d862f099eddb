import { AppError } from './errors.js';

/**
 * Waits no longer than this for a database that may have gone silent. The work itself goes on: whoever gives up ends
 * its connection too.
 *
 * @throws AppError `unavailable` when the time is over.
 */
export async function withDeadline<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new AppError('unavailable', `${what}: no answer within ${Math.round(timeoutMs / 1_000)} s`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
