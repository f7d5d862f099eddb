import { inRange } from './fetches.js';

const elements = (prefix: string) =>
  ['series', 'calls', 'total_time', 'rows'].map((column) => `unnest(${prefix}${column}) AS ${column}`).join(', ');

/**
 * CTEs `fetches` and `pairs`: for every statement and fetch, what was added since the statement's own fetch before.
 * Counters that went down were reset, or the statement was evicted and came back; then the pair says nothing.
 *
 * Where a fetch has the same statements as the one before, its arrays are subtracted place by place; that is the usual
 * case and needs no sort. Otherwise the two are joined; a statement that left the top list and came back is subtracted
 * from what it was when it left.
 */
export const statementPairs = `
fetches AS MATERIALIZED (
  SELECT time, fetched_at, series, calls, total_time, rows,
    time - lag(time) OVER ticks AS apart,
    lag(fetched_at) OVER ticks AS previous_at,
    lag(series) OVER ticks AS previous_series,
    lag(calls) OVER ticks AS previous_calls,
    lag(total_time) OVER ticks AS previous_total_time,
    lag(rows) OVER ticks AS previous_rows
  FROM samples.stat_statements
  WHERE ${inRange}
  WINDOW ticks AS (ORDER BY time)
), same AS (
  SELECT fetched_at, previous_at, ${elements('')},
    unnest(previous_calls) AS previous_calls,
    unnest(previous_total_time) AS previous_total_time,
    unnest(previous_rows) AS previous_rows
  FROM fetches
  WHERE series = previous_series
), joined AS MATERIALIZED (
  SELECT fetches.fetched_at, fetches.previous_at, element.*
  FROM fetches
  CROSS JOIN LATERAL (
    SELECT here.series, here.calls, here.total_time, here.rows, before.series AS previous_series,
      before.calls AS previous_calls, before.total_time AS previous_total_time, before.rows AS previous_rows
    FROM (SELECT ${elements('fetches.')}) here
    FULL JOIN (SELECT ${elements('fetches.previous_')}) before ON before.series = here.series
  ) element
  WHERE fetches.series <> fetches.previous_series
), moves AS (
  SELECT fetched_at AS at, true AS is_back, series, calls, total_time, rows FROM joined WHERE previous_series IS NULL
  UNION ALL
  SELECT previous_at, false, previous_series, previous_calls, previous_total_time, previous_rows
  FROM joined WHERE series IS NULL
), returns AS (
  SELECT at AS fetched_at, lag(at) OVER own AS previous_at, is_back, series, calls, total_time, rows,
    lag(calls) OVER own AS previous_calls,
    lag(total_time) OVER own AS previous_total_time,
    lag(rows) OVER own AS previous_rows
  FROM moves
  -- Back for one fetch only: it came before it left.
  WINDOW own AS (PARTITION BY series ORDER BY at, is_back DESC)
), changes AS (
  SELECT series, fetched_at, previous_at AS own_previous_at, calls - previous_calls AS more_calls,
    total_time - previous_total_time AS more_time, rows - previous_rows AS more_rows
  FROM same
  UNION ALL
  SELECT series, fetched_at, previous_at, calls - previous_calls, total_time - previous_total_time, rows - previous_rows
  FROM joined
  WHERE series IS NOT NULL AND previous_series IS NOT NULL
  UNION ALL
  SELECT series, fetched_at, previous_at, calls - previous_calls, total_time - previous_total_time, rows - previous_rows
  FROM returns
  WHERE is_back
), pairs AS (
  SELECT * FROM changes WHERE fetched_at BETWEEN :from AND :to AND more_calls >= 0 AND more_time >= 0
)`;
