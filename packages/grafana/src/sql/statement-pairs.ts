import { inRange } from './fetches.js';

/**
 * CTEs `fetches` and `pairs`: for every statement and fetch, what was added since the statement's own fetch before.
 * A statement is not in every fetch (only the top ones are), so its fetch before is not always the neighbour; counters
 * that went down were reset or the statement was evicted and came back, and then the pair says nothing.
 */
export const statementPairs = `
fetches AS (
  SELECT time, fetched_at, lag(fetched_at) OVER ticks AS previous_at, time - lag(time) OVER ticks AS apart,
    series, calls, total_time, rows
  FROM samples.stat_statements
  WHERE ${inRange}
  WINDOW ticks AS (ORDER BY time)
), elements AS (
  SELECT fetched_at, element.*,
    lag(fetched_at) OVER own AS own_previous_at,
    element.calls - lag(element.calls) OVER own AS more_calls,
    element.total_time - lag(element.total_time) OVER own AS more_time,
    element.rows - lag(element.rows) OVER own AS more_rows
  FROM fetches
  CROSS JOIN LATERAL unnest(fetches.series, fetches.calls, fetches.total_time, fetches.rows)
    element(series, calls, total_time, rows)
  WINDOW own AS (PARTITION BY element.series ORDER BY time)
), pairs AS (
  SELECT series, fetched_at, own_previous_at, more_calls, more_time, more_rows
  FROM elements
  WHERE fetched_at BETWEEN :from AND :to AND more_calls >= 0 AND more_time >= 0
)`;
