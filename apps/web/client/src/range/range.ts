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
  const relative = /^now-(\d{1,6})([smhdw])$/.exec(text);
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

export function rangeSearch(range: Pick<Range, 'from' | 'to'>): string {
  // Colons are legal in a query and far easier to read than %3A.
  return `?${new URLSearchParams({ from: range.from, to: range.to }).toString().replaceAll('%3A', ':')}`;
}

function isoSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
