import { drawLines } from './draw-lines.js';
import { bucket, inRange, isGap, usualApart } from './fetches.js';

export interface CounterLines {
  metric: string;
  /** Label of a line -> counter column, or an SQL expression over counters that only grows. */
  lines: Record<string, string>;
}

/**
 * Counters of a metric without tags as rates per second: the sum of the positive differences between neighbouring
 * fetches over the time that really lay between them. A pair across a reset or a gap says nothing and is left out.
 */
export function ratesSql({ metric, lines }: CounterLines): string {
  const names = Object.keys(lines);
  return `
WITH fetches AS (
  SELECT time, fetched_at,
    lag(fetched_at) OVER ticks AS previous_at,
    time - lag(time) OVER ticks AS apart,
    ${names.map((name, index) => `(${lines[name]}) - lag(${lines[name]}) OVER ticks AS d${index}`).join(',\n    ')}
  FROM samples.${metric}
  WHERE ${inRange}
  WINDOW ticks AS (ORDER BY time)
), pairs AS (
  SELECT *, extract(epoch FROM fetched_at - previous_at)::float8 AS seconds, ${usualApart}
  FROM fetches
), steps AS (
  SELECT max(fetched_at) AS time,
    ${names
      .map(
        (_name, index) =>
          `sum(d${index}) FILTER (WHERE d${index} >= 0) / sum(seconds) FILTER (WHERE d${index} >= 0) AS r${index}`,
      )
      .join(',\n    ')}
  FROM pairs
  WHERE fetched_at BETWEEN :from AND :to AND seconds > 0 AND NOT (${isGap})
  GROUP BY ${bucket}
)
${drawLines(
  names.map((name, index) => ({ label: name, column: `r${index}` })),
  'pairs',
)}`;
}
