import { breaks, bucket, inRange, isGap, usualApart } from './fetches.js';

export interface CounterRatio {
  metric: string;
  label: string;
  /** Counter columns: the part, and the rest; part / (part + rest). */
  part: string;
  rest: string;
}

/** The share of one counter in the sum of two, 0 to 1; nothing where neither moved. */
export function ratioSql({ metric, label, part, rest }: CounterRatio): string {
  return `
WITH fetches AS (
  SELECT time, fetched_at,
    lag(fetched_at) OVER ticks AS previous_at,
    time - lag(time) OVER ticks AS apart,
    ${part} - lag(${part}) OVER ticks AS part,
    ${rest} - lag(${rest}) OVER ticks AS rest
  FROM samples.${metric}
  WHERE ${inRange}
  WINDOW ticks AS (ORDER BY time)
), pairs AS (
  SELECT *, ${usualApart} FROM fetches
)
SELECT max(fetched_at) AS time, '${label}' AS label, (sum(part) / nullif(sum(part) + sum(rest), 0))::float8 AS value
FROM pairs
WHERE fetched_at BETWEEN :from AND :to AND part >= 0 AND rest >= 0 AND NOT (${isGap})
GROUP BY ${bucket}
UNION ALL ${breaks('pairs')}
ORDER BY time`;
}
