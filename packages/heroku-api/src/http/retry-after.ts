/**
 * How long a 429 asks us to wait: Retry-After in seconds or as a date, else RateLimit-Reset in seconds. Heroku itself
 * sends RateLimit-Remaining only: its 4500 calls an hour come back one every 0.8 s.
 *
 * @returns milliseconds; undefined when the answer says nothing of it.
 */
export function readRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get('retry-after') ?? headers.get('ratelimit-reset');
  if (value === null) return headers.get('ratelimit-remaining') === '0' ? 800 : undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Math.ceil(Number(value) * 1_000);
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
