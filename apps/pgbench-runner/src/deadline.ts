import { AppError } from '@pgwatch-heroku/shared';

/** Waits no longer than this for a database that may have gone silent. @throws AppError `unavailable` when it is over. */
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
