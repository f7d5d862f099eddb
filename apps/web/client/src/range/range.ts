/** A time range as the address bar has it: `now-1h` to `now`, or two moments. */
export interface Range {
  from: string;
  to: string;
  /** Ends now, so that it moves along with the clock. */
  live: boolean;
  /** Length, for choosing how often to ask again. */
  seconds: number;
}

export const defaultRange: Range = { from: 'now-1h', to: 'now', live: true, seconds: 3600 };

export const presetRanges = ['15m', '1h', '6h', '24h', '7d', '30d'] as const;

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
// The server refuses more.
const maxSeconds = 400 * 86_400;

/** Milliseconds since the epoch of `now`, `now-6h` or an ISO 8601 time; null when it is none of them. */
export function resolveTime(text: string, nowMs: number): number | null {
  if (text === 'now') return nowMs;
  const relative = /^now-(\d{1,9})([smhdw])$/.exec(text);
  if (relative) return nowMs - Number(relative[1]) * (unitSeconds[relative[2] ?? ''] ?? 0) * 1000;
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

/** Reads a range from a query string; anything that makes no sense becomes the default, never an error page. */
export function parseRange(search: string, nowMs = Date.now()): Range {
  const parameters = new URLSearchParams(search);
  const from = parameters.get('from') ?? defaultRange.from;
  const to = parameters.get('to') ?? defaultRange.to;
  return rangeOf(from, to, nowMs) ?? defaultRange;
}

/** Null when the range is empty, backwards, too long or not a range. */
export function rangeOf(from: string, to: string, nowMs = Date.now()): Range | null {
  const fromMs = resolveTime(from, nowMs);
  const toMs = resolveTime(to, nowMs);
  if (fromMs === null || toMs === null) return null;
  const seconds = (toMs - fromMs) / 1000;
  if (seconds <= 0 || seconds > maxSeconds) return null;
  return { from, to, live: to.startsWith('now'), seconds };
}

/** The range between two moments, whole seconds and at least two of them. */
export function absoluteRange(fromSeconds: number, toSeconds: number): Range {
  const start = Math.floor(Math.min(fromSeconds, toSeconds));
  const end = Math.max(Math.ceil(Math.max(fromSeconds, toSeconds)), start + 2);
  return { from: isoSeconds(start), to: isoSeconds(end), live: false, seconds: end - start };
}

/** A query string with this range; what else stands in `search` stays. */
export function rangeSearch(range: Pick<Range, 'from' | 'to'>, search = ''): string {
  const parameters = new URLSearchParams(search);
  parameters.set('from', range.from);
  parameters.set('to', range.to);
  return searchText(parameters);
}

/** Colons are legal in a query and far easier to read than %3A. */
export function searchText(parameters: URLSearchParams): string {
  const text = parameters.toString().replaceAll('%3A', ':');
  return text && `?${text}`;
}

/** How long before now a relative time is, or null when it is none. */
function secondsAgo(text: string): number | null {
  const now = 0;
  return text.startsWith('now') ? -(resolveTime(text, now) ?? 0) / 1000 : null;
}

/** The period of the same length right before; it moves along with the clock when the range does. */
export function rangeBefore(range: Range, nowMs = Date.now()): Range {
  const end = secondsAgo(range.to);
  if (end !== null && secondsAgo(range.from) !== null) {
    const start = end + range.seconds;
    return { ...range, from: `now-${start + range.seconds}s`, to: `now-${start}s` };
  }
  const startSeconds = (resolveTime(range.from, nowMs) ?? nowMs) / 1000;
  return absoluteRange(startSeconds - range.seconds, startSeconds);
}

/** The next or previous period of the same length; one that would reach past now ends now, and follows the clock. */
export function shiftRange(range: Range, direction: -1 | 1, nowMs = Date.now()): Pick<Range, 'from' | 'to'> {
  const endMs = (resolveTime(range.to, nowMs) ?? nowMs) + direction * range.seconds * 1000;
  return endingAt(endMs, range.seconds, nowMs);
}

/** Twice as long around the same moment, but not beyond now and not longer than the server allows. */
export function widenRange(range: Range, nowMs = Date.now()): Pick<Range, 'from' | 'to'> {
  const seconds = Math.min(range.seconds * 2, maxSeconds);
  const endMs = (resolveTime(range.to, nowMs) ?? nowMs) + (range.seconds / 2) * 1000;
  return endingAt(endMs, seconds, nowMs);
}

// The clock goes on while one looks at the period before: the one after it still is the present one.
const nearlyNow = 0.1;

function endingAt(endMs: number, seconds: number, nowMs: number): Pick<Range, 'from' | 'to'> {
  if (endMs >= nowMs - nearlyNow * seconds * 1000) return { from: `now-${shortest(Math.round(seconds))}`, to: 'now' };
  // Of the same length to the second, so that there is a way back.
  const start = Math.floor(endMs / 1000 - seconds);
  return absoluteRange(start, start + Math.round(seconds));
}

/** `1h` rather than `3600s`: then the address is that of the preset. */
function shortest(seconds: number): string {
  const preset = presetRanges.find((name) => resolveTime(`now-${name}`, 0) === -seconds * 1000);
  return preset ?? `${seconds}s`;
}

function isoSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
