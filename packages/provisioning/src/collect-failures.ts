import { AppError, type Logger, messageOf } from '@pgwatch-heroku/shared';

/** Does what can fail by itself, so that the rest is done all the same. */
export interface Failures {
  readonly all: AppError[];
  /** @returns undefined when it failed. @throws the signal's reason; what is no AppError. */
  attempt<T>(work: () => Promise<T>): Promise<T | undefined>;
}

export function collectFailures({ log, signal }: { log: Logger; signal: AbortSignal }): Failures {
  const all: AppError[] = [];
  return {
    all,
    attempt: async (work) => {
      try {
        return await work();
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof AppError)) throw error;
        all.push(error);
        log.warn({ event: 'hardening-failed', hint: error.hint }, messageOf(error));
        return undefined;
      }
    },
  };
}
