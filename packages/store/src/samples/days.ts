/** Days of UTC, as partitions are cut. */
export const dayMs = 24 * 60 * 60 * 1000;

/** Midnight UTC at or before an instant. */
export const startOfDay = (at: Date): Date => new Date(Math.floor(at.getTime() / dayMs) * dayMs);
