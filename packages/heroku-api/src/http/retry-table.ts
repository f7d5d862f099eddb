import type { Method } from './call.js';
import type { FailureKind } from './heroku-api-error.js';

/**
 * What is tried again. All our PATCHes set absolute values, so that sending one twice is sending it once; a POST makes
 * something, so it goes out again only when the first was certainly not carried out.
 */
const table: Record<FailureKind, { idempotent: boolean; post: boolean }> = {
  // No connection came about.
  'not-sent': { idempotent: true, post: true },
  // 429: turned away before anything was done.
  'rate-limited': { idempotent: true, post: true },
  // The connection broke or the deadline passed after the request had left.
  'no-answer': { idempotent: true, post: false },
  // 500 and above: a proxy may say so while the work behind it goes on.
  'server-error': { idempotent: true, post: false },
  // Any other status: the same request gets the same answer.
  refused: { idempotent: false, post: false },
  unreadable: { idempotent: false, post: false },
};

export function isRetried(kind: FailureKind, method: Method): boolean {
  return method === 'POST' ? table[kind].post : table[kind].idempotent;
}
