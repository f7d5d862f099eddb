/** Days of UTC, as partitions are cut. */
export const dayMs = 24 * 60 * 60 * 1000;

/** Midnight UTC at or before an instant. */
export const startOfDay = (at: Date): Date => new Date(Math.floor(at.getTime() / dayMs) * dayMs);

/** Suffix of a partition's name: `20261122`. */
export const dayName = (day: Date): string => day.toISOString().slice(0, 10).replaceAll('-', '');

/** Every day that an interval touches, both ends included. */
export function daysBetween(from: Date, to: Date): Date[] {
  const days: Date[] = [];
  for (let day = startOfDay(from); day <= to; day = new Date(day.getTime() + dayMs)) days.push(day);
  return days;
}
