import { breaks, bucket, inRange, usualApart } from './fetches.js';

export interface SeriesGauge {
  metric: string;
  /** The tag that names the line. */
  tag: string;
  column: string;
}

/** One column of a metric with tags as it is, a line per series; series that were 0 all the time only when all were. */
export function seriesGaugeSql({ metric, tag, column }: SeriesGauge): string {
  return `
WITH fetches AS (
  SELECT time, fetched_at, series, ${column},
    lag(fetched_at) OVER ticks AS previous_at,
    time - lag(time) OVER ticks AS apart
  FROM samples.${metric}
  WHERE ${inRange}
  WINDOW ticks AS (ORDER BY time)
), pairs AS (
  SELECT previous_at, fetched_at, apart, ${usualApart} FROM fetches
), points AS (
  SELECT ${bucket} AS step, max(max(fetched_at)) OVER (PARTITION BY ${bucket}) AS time, element.series, avg(value) AS value
  FROM fetches CROSS JOIN LATERAL unnest(fetches.series, fetches.${column}) element(series, value)
  WHERE fetched_at BETWEEN :from AND :to
  GROUP BY step, element.series
), peaks AS (
  SELECT series, max(value) AS peak, bool_or(max(value) > 0) OVER () AS any_above FROM points GROUP BY series
)
SELECT points.time, coalesce(described.tags ->> '${tag}', '?') AS label, points.value::float8 AS value
FROM points
JOIN peaks ON peaks.series = points.series AND (peaks.peak > 0 OR NOT peaks.any_above)
JOIN pgwatch2.series described ON described.id = points.series
UNION ALL ${breaks('pairs')}
ORDER BY time, label`;
}
