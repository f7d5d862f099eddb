/**
 * How far before a range its first fetches are looked for: a rate needs the fetch before, and three intervals of the
 * slowest metric (300 s) must fit.
 */
export const lookBack = `interval '15 minutes'`;

/** The rows of a metric that a range needs; by tick, so that PostgreSQL reads only the partitions of these days. */
export const inRange = `source_id = :source AND time >= :from - ${lookBack} AND time <= :to`;

/**
 * Three ticks in a row that are missing are a gap, not jitter. What is usual is looked for close by, because history
 * may be thinned and intervals change; by ticks, because fetches can be made a moment apart after a restart.
 */
export const isGap = 'apart > 3 * usual';

/** `apart` and `usual` of a CTE that has `time` and `apart`. */
export const usualApart = 'min(apart) OVER (ORDER BY time ROWS BETWEEN 5 PRECEDING AND 5 FOLLOWING) AS usual';

/** The bucket of a fetch. */
export const bucket = `date_bin(make_interval(secs => :step), fetched_at, 'epoch')`;

/** Rows that break all lines where nothing was measured, from a CTE with previous_at, apart and usual. */
export const breaks = (cte: string): string => `
SELECT previous_at + interval '1 second' AS time, NULL AS label, NULL AS value
FROM ${cte}
WHERE ${isGap} AND fetched_at - previous_at > make_interval(secs => :step) AND fetched_at > :from`;
