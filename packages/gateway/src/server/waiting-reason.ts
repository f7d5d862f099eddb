import { AppError, classifyFailure, codeOf } from '@pgwatch-heroku/shared';

/**
 * Why the store cannot be used yet, as one sentence for a page that needs no login: the kind of problem in our own
 * words, and nothing of the server's, which name hosts, users and databases.
 */
export function waitingReason(error: unknown): string {
  const cause = error instanceof AppError ? (error.cause ?? error) : error;
  const code = codeOf(cause);
  if (classifyFailure(cause) === 'rejected') return 'It refuses the login.';
  if (code?.startsWith('53')) return 'It has no connection, memory or disk space left.';
  if (code?.startsWith('57P')) return 'It is starting up or shutting down.';
  if (code === '55P03') return 'Its schema is being made by another process.';
  if (error instanceof AppError || classifyFailure(cause) === 'unavailable') return 'It cannot be reached.';
  return 'It answers, but its schema cannot be made.';
}
