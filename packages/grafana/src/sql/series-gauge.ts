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
WITH ${neighbourPairs({ metric, rows: inRange(metric), carried: { series: 'series', v: column } })}, steps AS (
  SELECT step, max(fetched_at) AS time, count(*) AS fetches, row_number() OVER (ORDER BY step) AS number
  FROM (SELECT ${bucket} AS step, fetched_at FROM pairs WHERE ${isInside}) inside
  GROUP BY step
), seen AS (
  SELECT step, series, ${isCount ? 'sum(value)' : 'avg(value)'} AS value
  FROM (SELECT ${bucket} AS step, unnest(series) AS series, unnest(v) AS value FROM pairs WHERE ${isInside}) element
  GROUP BY step, series
), points AS (
  SELECT number, series, ${isCount ? 'value / fetches' : 'value'} AS value FROM seen JOIN steps USING (step)
)${isCount ? edges : ''}, peaks AS (
  SELECT series, max(value) AS peak, bool_or(max(value) > 0) OVER () AS any_above FROM points GROUP BY series
)
SELECT steps.time, ${tagLabel(tag)} AS label, drawn.value::float8 AS value
FROM ${isCount ? '(SELECT * FROM points UNION ALL SELECT * FROM edges)' : 'points'} drawn
JOIN steps USING (number)
JOIN peaks ON peaks.series = drawn.series AND (peaks.peak > 0 OR NOT peaks.any_above)
JOIN pgwatch2.series described ON described.id = drawn.series
UNION ALL ${breaks('pairs')}
ORDER BY time, label`;
}

/** A count comes from 0 and goes back to it; between two such steps there is no line, or every point would be one. */
const edges = `, runs AS (
  SELECT series, number, lag(number) OVER own AS before, lead(number) OVER own AS after
  FROM points
  WINDOW own AS (PARTITION BY series ORDER BY number)
), edges AS (
  SELECT number - 1 AS number, series, 0 AS value FROM runs WHERE before IS DISTINCT FROM number - 1
  UNION
  SELECT number + 1, series, 0 FROM runs WHERE after IS DISTINCT FROM number + 1
)`;
