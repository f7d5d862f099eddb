/** What a failed connection or query means for the one who asked. */
export type Failure = 'unavailable' | 'rejected' | 'other';

const networkErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** The SQLSTATE or errno of an error, or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return error.errors.map(codeOf).find((code) => code !== undefined);
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/**
 * Sorts an error by SQLSTATE and errno (https://www.postgresql.org/docs/17/errcodes-appendix.html).
 * `unavailable` may go away by waiting; `rejected` needs a person (password, missing database, missing right to log in).
 */
export function classifyFailure(error: unknown): Failure {
  const code = codeOf(error);
  if (code === undefined) {
    // pg reports a socket that closed under a query or before it, and its own time-outs of connect and query, without a
    // code. Not that a client was closed: to ask it then is a mistake of ours.
    return /Connection terminated|has encountered a connection error and is not queryable|timeout expired|connection timeout|timeout exceeded when trying to connect|Query read timeout/i.test(
      String((error as Error)?.message),
    )
      ? 'unavailable'
      : 'other';
  }
  if (networkErrors.has(code)) return 'unavailable';
  if (code.startsWith('08')) return 'unavailable'; // connection exception
  if (code === '57P01' || code === '57P02' || code === '57P03') return 'unavailable'; // shutting down, crashed, starting
  if (code === '53300' || code === '53400') return 'unavailable'; // too many connections, configured limit
  if (code.startsWith('28') || code === '3D000') return 'rejected'; // wrong login, no such database
  return 'other';
}

/** Errors after which a transaction may simply be tried again: the above, deadlock and serialization failure. */
export function isRetryableFailure(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01' || classifyFailure(error) === 'unavailable';
}

const refusedBeforeQueries = new Set(['3D000', '53300', '57P03']);

/** Whether no connection came about, as against one that ended, or timed out, under a query. */
export function isConnectFailure(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isConnectFailure);
  const { message, syscall } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  const code = codeOf(error);
  if (code === undefined) {
    return /^timeout expired|connection timeout|timeout exceeded when trying to connect|does not support SSL/.test(
      message ?? '',
    );
  }
  return syscall === 'connect' || syscall === 'getaddrinfo' || refusedBeforeQueries.has(code) || code.startsWith('28');
}
