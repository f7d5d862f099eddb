import { AppError, messageOf } from '@pgwatch-heroku/shared';

/** Something that was asked: what came back, or why nothing did. */
export type Fact<T> = { isKnown: true; value: T } | Unknown;

export interface Unknown {
  isKnown: false;
  reason: string;
  hint: string | undefined;
  /** It may be known the next time without anybody acting. */
  mayPass: boolean;
}

export const known = <T>(value: T): Fact<T> => ({ isKnown: true, value });

/** @param error what was thrown in the attempt to know it. */
export function unknown(error: unknown): Unknown {
  const hint = error instanceof AppError ? error.hint : undefined;
  // What a driver threw is no sentence, and is shown as one.
  const said = messageOf(error);
  const reason = said.charAt(0).toUpperCase() + said.slice(1);
  return { isKnown: false, reason, hint, mayPass: error instanceof AppError && error.retryable };
}

/** Facts by name. One that is not there is still being asked for. */
export type Facts<F> = { readonly [K in keyof F]?: Fact<F[K]> };
