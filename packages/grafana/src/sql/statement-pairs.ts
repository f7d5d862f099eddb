import { inRange } from './fetches.js';

/** The metric lists as many at most; a list that is shorter is complete. */
const listLimit = 200;

// Statements that are not ours to see are one row. Once the right to see them is granted they appear one by one, with
// all that they ever did.
const blindSeries = `
ARRAY(SELECT id FROM pgwatch2.series
  WHERE source_id = :source AND metric = 'stat_statements' AND tags ->> 'queryid' = 'insufficient-privileges-total')`;

const columns = ['series', 'calls', 'total_time', 'rows'];
const elements = (prefix: string) => columns.map((column) => `unnest(${prefix}${column}) AS ${column}`).join(', ');
const difference = (column: string) =>
  `CASE WHEN before.series IS NULL THEN here.${column} WHEN here.series IS NULL THEN before.${column}
        ELSE here.${column} - before.${column} END AS ${column}`;

export interface StatementPairs {
  /** Leaves out statements that were not called between two fetches: most of them, most of the time. */
  onlyCalled: boolean;
}

/**
 * CTEs `fetches` and `pairs`: for every statement and fetch, what was added since the statement's own fetch before.
 * Counters that went down were reset, or the statement was evicted and came back; then the pair says nothing.
 *
 * Where a fetch has the same statements as the one before, its arrays are subtracted place by place; that is the usual
 * case and needs no sort. Otherwise the two are joined; a statement that left the top list and came back is subtracted
 * from what it was when it left.
 *
 * A statement that comes in after a complete list had done next to nothing before (the metric lists all others): it
 * counts from zero. After a list that was full it may have run for ages unseen, and what it did until then is not ours.
 */
export const statementPairs = ({ onlyCalled }: StatementPairs): string => `
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
  SELECT fetches.fetched_at, fetches.previous_at, element.*,
    is_back AND cardinality(previous_series) < ${listLimit} AND NOT previous_series && ${blindSeries} AS is_from_zero
  FROM fetches
  CROSS JOIN LATERAL (
    -- The difference where a statement is in both; as it is where it is in one only.
    SELECT coalesce(here.series, before.series) AS series,
      before.series IS NULL AS is_back,
      here.series IS NULL AS is_gone,
      ${columns.slice(1).map(difference).join(',\n      ')}
    FROM (SELECT ${elements('fetches.')}) here
    FULL JOIN (SELECT ${elements('fetches.previous_')}) before ON before.series = here.series
    ${onlyCalled ? 'WHERE here.calls IS DISTINCT FROM before.calls' : ''}
  ) element
  WHERE fetches.series <> fetches.previous_series
), returns AS (
  SELECT fetched_at, is_back, series,
    CASE WHEN is_new THEN previous_at ELSE left_at END AS previous_at,
    CASE WHEN is_new THEN calls ELSE calls - left_calls END AS more_calls,
    CASE WHEN is_new THEN total_time ELSE total_time - left_time END AS more_time,
    CASE WHEN is_new THEN rows ELSE rows - left_rows END AS more_rows
  FROM (
    SELECT at AS fetched_at, previous_at, is_back, series, calls, total_time, rows,
      lag(at) OVER own AS left_at,
      lag(calls) OVER own AS left_calls,
      lag(total_time) OVER own AS left_time,
      lag(rows) OVER own AS left_rows,
      -- Never seen before, or evicted and counted anew since it was.
      is_from_zero AND coalesce(calls < lag(calls) OVER own, true) AS is_new
    FROM (
      SELECT CASE WHEN is_back THEN fetched_at ELSE previous_at END AS at, previous_at, is_back, is_from_zero, series,
        calls, total_time, rows
      FROM joined
      WHERE is_back OR is_gone
    ) move
    -- Back for one fetch only: it came before it left.
    WINDOW own AS (PARTITION BY series ORDER BY at, is_back DESC)
  ) visit
), changes AS (
  SELECT series, fetched_at, previous_at AS own_previous_at, calls - previous_calls AS more_calls,
    total_time - previous_total_time AS more_time, rows - previous_rows AS more_rows
  FROM same
  UNION ALL
  SELECT series, fetched_at, previous_at, calls, total_time, rows FROM joined WHERE NOT (is_back OR is_gone)
  UNION ALL
  SELECT series, fetched_at, previous_at, more_calls, more_time, more_rows FROM returns WHERE is_back
), pairs AS (
  SELECT *
  FROM changes
  WHERE fetched_at BETWEEN :from AND :to AND more_calls ${onlyCalled ? '>' : '>='} 0 AND more_time >= 0
)`;
