import { messageOf } from '@pgwatch-heroku/shared';

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
  const told = chain.find(({ code }) => typeof code === 'string');
  const reason = scrub(messageOf(told ?? chain.at(-1) ?? error));
  // A new error: the stack, the message or a field of the one that was thrown may hold the request with its headers.
  const cause = Object.assign(new Error(reason), told ? { code: told.code } : {});
  return { notSent, reason, cause };
}

type Coded = Error & { code?: unknown; syscall?: unknown };

function* causes(error: unknown, depth = 0): Generator<Coded> {
  // A chain that leads back to itself must not hold us.
  if (!(error instanceof Error) || depth > 5) return;
  yield error;
  if (error instanceof AggregateError) for (const one of error.errors) yield* causes(one, depth + 1);
  yield* causes(error.cause, depth + 1);
}
