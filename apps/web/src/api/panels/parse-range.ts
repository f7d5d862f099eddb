import { z } from 'zod';
import { badRange } from './bad-range.js';

export interface Range {
  from: Date;
  to: Date;
}

const secondsOf: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
/** More than a year and a month: longer than any retention that a plan's disk allows. */
const maxRangeDays = 400;

const relative = z.string().regex(/^now(-\d{1,9}[smhdw])?$/);
const absolute = z.iso.datetime({ offset: true });
const when = z.union([relative, absolute]);

/** `from` and `to` of a query: ISO 8601 or `now-1h` (s, m, h, d, w). The last hour by default. */
export const rangeQuery = {
  from: when.default('now-1h').describe('ISO 8601, or now-1h (s, m, h, d, w).'),
  to: when.default('now').describe('As from; later than it, by at most 400 days.'),
};

/** @throws RequestProblem `bad-range` */
export function parseRange({ from, to }: { from: string; to: string }, now = new Date()): Range {
  const range = { from: toDate(from, now), to: toDate(to, now) };
  const spanMs = range.to.getTime() - range.from.getTime();
  if (!(spanMs > 0)) throw badRange('The range ends before it begins', 'from must be earlier than to.');
  if (spanMs > maxRangeDays * 86_400_000) {
    throw badRange(`The range is longer than ${maxRangeDays} days`, 'Choose a shorter range.');
  }
  return range;
}

function toDate(text: string, now: Date): Date {
  const match = /^now(?:-(\d+)([smhdw]))?$/.exec(text);
  if (!match) return new Date(text);
  const [, amount = '0', unit = 's'] = match;
  return new Date(now.getTime() - Number(amount) * (secondsOf[unit] ?? 1) * 1_000);
}
