import { types } from 'node:util';
import { failureWords, messageOf } from '@pgwatch-heroku/shared';

/** An error of fetch, told without anything that it quotes of the request. */
export interface NetworkFailure {
  /** True when no connection came about, so that nothing can have been carried out. */
  notSent: boolean;
  reason: string;
  cause: Error;
}

/** fetch hides the reason in a chain of causes; connecting to several addresses adds an AggregateError. */
export function readNetworkFailure(error: unknown, scrub: (text: string) => string): NetworkFailure {
  const chain = [...causes(error)];
  const notSent = chain.some(({ syscall, code }) =>
    syscall === undefined ? code === 'UND_ERR_CONNECT_TIMEOUT' : ['connect', 'getaddrinfo'].includes(String(syscall)),
  );
  // Of the AggregateError itself there is a code and no message.
  const told = chain.find(({ code, message }) => typeof code === 'string' && message !== '') ?? chain.at(-1);
  const reason = scrub(failureWords(told) ?? messageOf(told?.message ?? error));
  // A new error: the stack, the message or a field of the one that was thrown may hold the request with its headers.
  const cause = Object.assign(new Error(reason), told?.code === undefined ? {} : { code: told.code });
  return { notSent, reason, cause };
}

interface Coded {
  message: string;
  code?: unknown;
  syscall?: unknown;
  errors?: unknown;
  cause?: unknown;
}

function* causes(error: unknown, depth = 0): Generator<Coded> {
  // A chain that leads back to itself must not hold us. An injected fetch may throw errors of another realm, which are
  // no instances of our Error.
  if (!types.isNativeError(error) || depth > 5) return;
  const coded: Coded = error;
  yield coded;
  if (Array.isArray(coded.errors)) for (const one of coded.errors) yield* causes(one, depth + 1);
  yield* causes(coded.cause, depth + 1);
}
