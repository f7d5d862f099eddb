/** Seconds since 1970 as ISO 8601. */
export const toInstant = (seconds: number): string => new Date(seconds * 1_000).toISOString();
