import { AppError, codeOf, isRetryableFailure } from '@pgwatch-heroku/shared';

/** SQLSTATEs of conditions of the whole store that pass without a change to what is written. */
const passing = new Set([
  '55P03', // somebody else's lock
  '57014', // statement timeout: behind a lock, or a busy server
  '25006', // read only: in the middle of a failover
]);

/** Errors of the code and its input, which no waiting changes. By name: a class is not the same one in every realm. */
const faults = new Set(['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError']);

/**
 * Whether the very same write may work later. What is not an answer of the server (no SQLSTATE) is a connection's
 * trouble. Classes 53 and 58 are a full disk, no memory, a failed read: the store's trouble, not that of one fetch.
 */
export function isWorthRetrying(error: unknown): boolean {
  if (isRetryableFailure(error)) return true;
  if (error instanceof AppError) return error.retryable;
  const code = codeOf(error);
  if (code === undefined && faults.has(String((error as Error | undefined)?.name))) return false;
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code)) return true;
  return passing.has(code) || code.startsWith('53') || code.startsWith('58');
}
