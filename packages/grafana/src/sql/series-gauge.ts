import { inRange, neighbourPairs } from '@pgwatch-heroku/store';
import { breaks, bucket, isInside } from './fetches.js';
import { tagLabel } from './tag-label.js';

export interface SeriesGauge {
  metric: string;
  /** The tags that name the line. */
  tag: string | readonly string[];
  column: string;
  /** What a fetch says of a series that it does not have: of counts that there was none, of sizes and ages nothing. */
  absentMeans: 'zero' | 'unknown';
}

/** One column of a metric with tags as it is, a line per series; series that were 0 all the time only when all were. */
export function seriesGaugeSql({ metric, tag, column, absentMeans }: SeriesGauge): string {
  const isCount = absentMeans === 'zero';
  return `
WITH ${neighbourPairs({ metric, rows: inRange(metric), carried: { series: 'series', v: column } })}, steps AS MATERIALIZED (
  SELECT dense_rank() OVER (ORDER BY ${bucket}) AS number, max(fetched_at) OVER own AS time, count(*) OVER own AS fetches, series, v
  FROM pairs
  WHERE ${isInside}
  WINDOW own AS (PARTITION BY ${bucket})
), points AS MATERIALIZED (
  SELECT number, time, series, ${isCount ? 'sum(value) / fetches' : 'avg(value)'} AS value
  FROM (SELECT number, time, fetches, unnest(series) AS series, unnest(v) AS value FROM steps) element
  GROUP BY number, time, fetches, series
)${isCount ? edges : ''}, peaks AS (
  SELECT series, max(value) AS peak, bool_or(max(value) > 0) OVER () AS any_above FROM points GROUP BY series
)
SELECT drawn.time, ${tagLabel(tag)} AS label, drawn.value::float8 AS value
FROM ${isCount ? '(SELECT time, series, value FROM points UNION ALL SELECT * FROM edges)' : 'points'} drawn
JOIN peaks ON peaks.series = drawn.series AND (peaks.peak > 0 OR NOT peaks.any_above)
JOIN pgwatch2.series described ON described.id = drawn.series
UNION ALL ${breaks('pairs')}
ORDER BY time, label`;
}

/** A count comes from 0 and goes back to it; between two such steps there is no line, or every point would be one. */
const edges = `, clock AS (
  SELECT array_agg(DISTINCT time ORDER BY time) AS times FROM steps
), runs AS (
  SELECT series, number, lag(number) OVER own AS before, lead(number) OVER own AS after
  FROM points
  WINDOW own AS (PARTITION BY series ORDER BY number)
), ends AS (
  SELECT number - 1 AS number, series FROM runs WHERE before IS DISTINCT FROM number - 1
  UNION
  SELECT number + 1, series FROM runs WHERE after IS DISTINCT FROM number + 1
), edges AS (
  SELECT (SELECT times FROM clock)[number] AS time, series, 0::numeric AS value
  FROM ends
  WHERE number BETWEEN 1 AND cardinality((SELECT times FROM clock))
)`;
