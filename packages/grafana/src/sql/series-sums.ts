import { inRangeThinned, neighbourPairs } from '@pgwatch-heroku/store';
import { isInside } from './fetches.js';

/** So many fetches of a range are looked at; what lies between two is in their difference. */
const slots = 100;

/**
 * CTEs that end in `sums`: for every series of a metric with tags what was added to its counters in the range, as
 * `more_<counter>`. A series says nothing of a pair of fetches that it is not in both of, nor where it was reset.
 */
export function seriesSums(metric: string, counters: readonly string[]): string {
  const carried = Object.fromEntries(['series', ...counters].map((column) => [column, column]));
  return `
${neighbourPairs({ metric, rows: inRangeThinned(metric, slots), carried })}, elements AS (
  SELECT fetched_at, previous_at, is_gap, server, ${['series', ...counters].map((column) => `unnest(${column}) AS ${column}`).join(', ')}
  FROM pairs
), differences AS (
  SELECT fetched_at, series, lag(fetched_at) OVER own = previous_at AND server = lag(server) OVER own AND NOT is_gap AS is_pair,
    ${counters.map((column) => `${column} - lag(${column}) OVER own AS more_${column}`).join(',\n    ')}
  FROM elements
  WINDOW own AS (PARTITION BY series ORDER BY fetched_at)
), sums AS (
  SELECT series, ${counters.map((column) => `sum(more_${column}) FILTER (WHERE more_${column} >= 0) AS more_${column}`).join(', ')}
  FROM differences
  WHERE is_pair AND ${isInside}
  GROUP BY series
)`;
}
