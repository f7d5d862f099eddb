import { hashOf } from '../hash.js';

/**
 * Ticks are multiples of the interval on the wall clock plus a phase that only the source's name decides. A restarted
 * collector computes the same ones, so a row's key tells whether a tick was written already.
 */

/** Spreads sources over the interval, so that they never fire together; in ms. */
export const phaseOf = (sourceName: string): number => hashOf(sourceName);

/** The last tick at or before `nowMs`. Ticks of an interval fall on those of every interval that divides it. */
export function latestTick(nowMs: number, intervalMs: number, phaseMs: number): number {
  const since = (nowMs - phaseMs) % intervalMs;
  return nowMs - (since < 0 ? since + intervalMs : since);
}

export function nextTick(nowMs: number, intervalMs: number, phaseMs: number): number {
  return latestTick(nowMs, intervalMs, phaseMs) + intervalMs;
}
