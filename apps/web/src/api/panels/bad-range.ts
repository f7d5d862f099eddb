import { problem } from '../registry/problem.js';
import type { RequestProblem } from '../request-problem.js';

export function badRange(
  message: string,
  hint = 'Use ISO 8601 (2026-01-31T12:00:00Z) or now-1h, now-30m, now-7d.',
): RequestProblem {
  return problem('bad-range', message, hint);
}
