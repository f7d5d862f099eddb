/** A measured value, or null where a line has to break. */
export interface Point {
  at: Date;
  value: number | null;
}

/** A fetch of a cumulative counter or of a gauge. */
export interface Reading {
  tick: Date;
  fetchedAt: Date;
  value: number;
}

/** More ticks in a row than this that are missing are a gap, not jitter. */
const missingTicks = 3;

/** Readings as points, with a null between two that are further apart than usual. Oldest first, both ways. */
export function toPoints(readings: readonly Reading[]): Point[] {
  const gapMs = gapOf(readings);
  return readings.flatMap((reading, index) => {
    const point: Point = { at: reading.fetchedAt, value: reading.value };
    return isAfterGap(readings, index, gapMs) ? [breakBefore(readings, index), point] : [point];
  });
}

/** Cumulative readings as rates per second; a pair across a reset or a gap says nothing. */
export function toRates(readings: readonly Reading[]): Point[] {
  const gapMs = gapOf(readings);
  return readings.flatMap((reading, index) => {
    const previous = readings[index - 1];
    if (!previous) return [];
    if (isAfterGap(readings, index, gapMs)) return [breakBefore(readings, index)];
    const seconds = (reading.fetchedAt.getTime() - previous.fetchedAt.getTime()) / 1_000;
    const more = reading.value - previous.value;
    return [{ at: reading.fetchedAt, value: more >= 0 && seconds > 0 ? more / seconds : null }];
  });
}

/** The last value, unless it is older than this. */
export function latestValue(points: readonly Point[], now: Date, maxAgeSeconds: number): number | null {
  const last = points.at(-1);
  return last && now.getTime() - last.at.getTime() <= maxAgeSeconds * 1_000 ? last.value : null;
}

function isAfterGap(readings: readonly Reading[], index: number, gapMs: number): boolean {
  return index > 0 && apartMs(readings, index) > gapMs;
}

function apartMs(readings: readonly Reading[], index: number): number {
  const [previous, reading] = [readings[index - 1], readings[index]];
  return previous && reading ? reading.tick.getTime() - previous.tick.getTime() : Number.POSITIVE_INFINITY;
}

/** What is further apart is a gap. By ticks, because fetches can be made a moment apart after a restart. */
function gapOf(readings: readonly Reading[]): number {
  let usualMs = Number.POSITIVE_INFINITY;
  for (let index = 1; index < readings.length; index++) usualMs = Math.min(usualMs, apartMs(readings, index));
  return missingTicks * usualMs;
}

function breakBefore(readings: readonly Reading[], index: number): Point {
  const previous = readings[index - 1]?.fetchedAt.getTime() ?? 0;
  return { at: new Date(previous + 1_000), value: null };
}
