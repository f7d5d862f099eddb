import { inRangeThinned, neighbourPairs } from '@pgwatch-heroku/store';
import { breaks, bucket, isInside } from './fetches.js';

export interface SeriesRates {
  metric: string;
  /** The tag that names the line. */
  tag: string;
  /** A counter column, or an SQL expression over the elements of array columns, by their names. */
  counter: string;
  /** The array columns that `counter` reads. */
  columns: readonly string[];
}

/** So many fetches of a range are looked at; what lies between two is in their difference. */
const slots = 300;
/** The most lines of a panel. */
const maxLines = 8;

/**
 * A counter of a metric with tags as a rate per second, a line for each of the eight series that it rose most for. The
 * counters are the collector's own: no server's restart resets them, and a series that was not in the fetch before began
 * at zero no longer ago than that.
 */
export function seriesRatesSql({ metric, tag, counter, columns }: SeriesRates): string {
  const carried = Object.fromEntries(['series', ...columns].map((column) => [column, column]));
  return `
WITH ${neighbourPairs({ metric, rows: inRangeThinned(metric, slots), carried })}, elements AS (
  SELECT fetched_at, previous_at, is_gap, seconds, series, (${counter})::float8 AS counter
  FROM (
    SELECT fetched_at, previous_at, is_gap, seconds, unnest(series) AS series,
      ${columns.map((column) => `unnest(${column}) AS ${column}`).join(', ')}
    FROM pairs
  ) element
), additions AS (
  SELECT *, counter - CASE WHEN lag(fetched_at) OVER own = previous_at THEN lag(counter) OVER own ELSE 0 END AS more
  FROM elements
  WINDOW own AS (PARTITION BY series ORDER BY fetched_at)
), points AS (
  SELECT ${bucket} AS step, series, sum(more) AS more, sum(seconds) AS seconds
  FROM additions
  WHERE ${isInside} AND previous_at IS NOT NULL AND NOT is_gap AND more >= 0
  GROUP BY step, series
), top AS (
  SELECT series FROM points GROUP BY series HAVING sum(more) > 0 ORDER BY sum(more) DESC, series LIMIT ${maxLines}
), steps AS (
  SELECT ${bucket} AS step, max(fetched_at) AS time FROM pairs WHERE ${isInside} GROUP BY step
)
SELECT steps.time, coalesce(described.tags ->> '${tag}', '?') AS label, (points.more / points.seconds)::float8 AS value
FROM points
JOIN top USING (series)
JOIN steps USING (step)
JOIN pgwatch2.series described ON described.id = points.series
UNION ALL ${breaks('pairs')}
ORDER BY time, label`;
}
