import { inRange, neighbourPairs } from '@pgwatch-heroku/store';
import { breaks, bucket, isInside } from './fetches.js';
import { tagLabel } from './tag-label.js';

export interface SeriesGauge {
  metric: string;
  /** The tags that name the line. */
  tag: string | readonly string[];
  column: string;
}

/** One column of a metric with tags as it is, a line per series; series that were 0 all the time only when all were. */
export function seriesGaugeSql({ metric, tag, column }: SeriesGauge): string {
  return `
WITH ${neighbourPairs({ metric, rows: inRange(metric), carried: { series: 'series', v: column } })}, points AS (
  SELECT step, max(max(fetched_at)) OVER (PARTITION BY step) AS time, series, avg(value) AS value
  FROM (
    SELECT ${bucket} AS step, fetched_at, unnest(series) AS series, unnest(v) AS value FROM pairs WHERE ${isInside}
  ) element
  GROUP BY step, series
), peaks AS (
  SELECT series, max(value) AS peak, bool_or(max(value) > 0) OVER () AS any_above FROM points GROUP BY series
)
SELECT points.time, ${tagLabel(tag)} AS label, points.value::float8 AS value
FROM points
JOIN peaks ON peaks.series = points.series AND (peaks.peak > 0 OR NOT peaks.any_above)
JOIN pgwatch2.series described ON described.id = points.series
UNION ALL ${breaks('pairs')}
ORDER BY time, label`;
}
