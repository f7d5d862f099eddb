/** How busy the shop is at a moment, about 1 on average: a day's curve, a lunch that takes minutes, and some noise. */
export function loadAt(seconds: number): number {
  const day = 1 + 0.45 * Math.sin((2 * Math.PI * (seconds - 32_400)) / 86_400);
  const hour = 0.12 * Math.sin((2 * Math.PI * seconds) / 2_700);
  return Math.max(0.1, day + hour + 0.18 * (noise(seconds) - 0.5));
}

/** The same number from 0 to 1 for the same seed: pages look alike in every run. */
export function noise(seed: number): number {
  const sine = Math.sin(seed * 12.9898) * 43_758.5453;
  return sine - Math.floor(sine);
}

/** What a column holds at a tick: `work` is the load summed up since the first tick, in seconds. */
export interface Tick {
  seconds: number;
  index: number;
  load: number;
  work: number;
}

/** The value of a column for an element of its list; elements of metrics without tags are 0. */
export type Value = (tick: Tick, element: number) => string | number | boolean | null;

/** Rises with the load; so much per second, of each element. */
export const counter =
  (perSecond: number | readonly number[], start = 1_000): Value =>
  ({ work }, element) =>
    Math.round((start + work) * pick(perSecond, element));

/** The same with a fraction. */
export const sum =
  (perSecond: number | readonly number[]): Value =>
  ({ work }, element) =>
    Number((work * pick(perSecond, element)).toFixed(3));

/** Follows the load. */
export const gauge =
  (average: number | readonly number[]): Value =>
  ({ load, seconds }, element) =>
    Math.round(pick(average, element) * load * (0.7 + 0.6 * noise(seconds + element * 31)));

/** Stays. */
export const always =
  (value: string | number | boolean | null | readonly (string | number | boolean | null)[]): Value =>
  (_tick, element) =>
    pick(value, element);

/** Grows by so much a day. */
export const growing =
  (from: number | readonly number[], perDay: number | readonly number[]): Value =>
  ({ seconds }, element) =>
    Math.round(pick(from, element) + (pick(perDay, element) * (seconds % 604_800)) / 86_400);

/** Grows and starts again at zero, as what vacuum cleans does. */
export const sawtooth =
  (peak: number | readonly number[], everySeconds: number): Value =>
  ({ seconds }, element) =>
    Math.round(
      (pick(peak, element) * ((seconds + element * 977) % (everySeconds * (element + 1)))) /
        (everySeconds * (element + 1)),
    );

function pick<T>(values: T | readonly T[], element: number): T {
  return Array.isArray(values) ? ((values as readonly T[])[element] as T) : (values as T);
}
