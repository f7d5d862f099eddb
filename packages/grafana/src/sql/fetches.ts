/** However long a range and however small the step that is asked for, a line has about so many points at most. */
const maxPoints = 2_000;

/** The bucket of a fetch. */
export const bucket = `date_bin(
    make_interval(secs => greatest(:step, extract(epoch FROM :to - :from)::float8 / ${maxPoints})), fetched_at, 'epoch')`;

/** The fetches that points are made of; those before the range are only there for the first difference. */
export const isInside = 'fetched_at BETWEEN :from AND :to';

/** Rows that break all lines where nothing was measured, from a CTE with previous_at and is_gap. */
export const breaks = (cte: string): string => `
SELECT previous_at + interval '1 second' AS time, NULL AS label, NULL AS value
FROM ${cte}
WHERE is_gap AND fetched_at - previous_at > make_interval(secs => :step) AND fetched_at > :from`;
