import { AppError, codeOf, isRetryableFailure, messageOf } from '@pgwatch-heroku/shared';

/** The driver's own error under one of ours. */
const rootOf = (error: unknown): unknown => (error instanceof AppError ? (error.cause ?? error) : error);

/** A refused login (wrong password, no such role or database): for a moment normal while a credential is rotated. */
export function isRefusedLogin(error: unknown): boolean {
  const code = codeOf(rootOf(error));
  return code !== undefined && (code.startsWith('28') || code === '3D000');
}

/** Whether doing the whole work again may succeed without anybody acting. */
export function mayPass(error: unknown): boolean {
  if (error instanceof AppError) return error.retryable;
  if (isRetryableFailure(error)) return true;
  // 55P03: our lock_timeout ended a wait. XX000 "tuple concurrently updated": somebody else's GRANT on the same object.
  return codeOf(error) === '55P03' || /tuple concurrently (updated|deleted)/.test(messageOf(error));
}

// What a server that is still being made looks like: no name, no listener, no answer, or "starting up" (57P03).
const notThereCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  '57P03',
]);

/**
 * Whether a bootstrapper gave up on a database that never answered: it may be down, or not made yet, and from outside
 * nobody can tell. One that answered (full, out of disk, lost in the middle) is there, and its schema may be old.
 */
export function isNotThere(error: unknown): boolean {
  if (!(error instanceof AppError) || error.code !== 'unavailable') return false;
  const code = codeOf(error.cause);
  return code === undefined
    ? /timeout expired/i.test(String((error.cause as Error)?.message))
    : notThereCodes.has(code);
}

/** Errors of SQL that a person can act on; the rest are bugs and pass unchanged. */
export function toBootstrapError(error: unknown, label: string, wasReached: boolean): unknown {
  if (error instanceof AppError) {
    if (error.code !== 'unavailable' || !wasReached) return error;
    return new AppError('unavailable', `${label} was reached and lost again: ${messageOf(error)}`, {
      hint: error.hint ?? 'Everything done so far stays; run it again when the database answers.',
    });
  }
  const code = codeOf(error);
  if (code === '42501') {
    return new AppError('configuration', `${label}: ${messageOf(error)}`, {
      cause: error,
      hint: `${label} must hold the default credential of the database, the one that owns it.`,
    });
  }
  // 25006 read-only: a follower, or a plan over its limit. 53...: out of disk, memory, connections.
  if (code === '25006' || code?.startsWith('53') || mayPass(error)) {
    return new AppError('unavailable', `${label}: ${messageOf(error)}`, {
      cause: new Error(messageOf(error)),
      hint: 'Everything done so far stays; run it again when the database takes writes.',
    });
  }
  return error;
}
