import { inRangeThinned, neighbourPairs } from '@pgwatch-heroku/store';
import { isInside } from './fetches.js';

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

export interface StatementAdditions {
  /** Leaves out statements that were not called between two fetches: most of them, most of the time. */
  onlyCalled: boolean;
}

/**
 * CTEs `fetches` and `additions`: for every statement and fetch, what was added since the statement's own fetch before.
 * Counters that went down were reset, or the statement was evicted and came back; then the pair says nothing. Nor does
 * one between two servers.
 *
 * Where a fetch has the same statements as the one before, its arrays are subtracted place by place; that is the usual
 * case and needs no sort. Otherwise the two are joined; a statement that left the top list and came back is subtracted
 * from what it was when it left.
 *
 * A statement that comes in after a complete list had done next to nothing before (the metric lists all others): it
 * counts from zero. After a list that was full it may have run for ages unseen, and what it did until then is not ours.
 */
export const statementAdditions = ({ onlyCalled }: StatementAdditions): string => `
${neighbourPairs({
  metric: 'stat_statements',
  rows: inRangeThinned('stat_statements'),
  carried: Object.fromEntries(columns.map((column) => [column, column])),
})}, lists AS MATERIALIZED (
  SELECT *,
    lag(server) OVER ticks AS previous_server,
    ${columns.map((column) => `lag(${column}) OVER ticks AS previous_${column}`).join(',\n    ')}
  FROM pairs
  WINDOW ticks AS (ORDER BY time)
), same AS (
  SELECT fetched_at, previous_at, ${elements('')},
    unnest(previous_calls) AS previous_calls,
    unnest(previous_total_time) AS previous_total_time,
    unnest(previous_rows) AS previous_rows
  FROM lists
  WHERE series = previous_series AND server = previous_server AND ${isInside}
), joined AS MATERIALIZED (
  SELECT lists.fetched_at, lists.previous_at, lists.server, lists.previous_server, element.*,
    is_back AND server = previous_server
      AND cardinality(previous_series) < ${listLimit} AND NOT previous_series && ${blindSeries} AS is_from_zero
  FROM lists
  CROSS JOIN LATERAL (
    -- The difference where a statement is in both; as it is where it is in one only.
    SELECT coalesce(here.series, before.series) AS series,
      before.series IS NULL AS is_back,
      here.series IS NULL AS is_gone,
      ${columns.slice(1).map(difference).join(',\n      ')}
    FROM (SELECT ${elements('lists.')}) here
    FULL JOIN (SELECT ${elements('lists.previous_')}) before ON before.series = here.series
    ${onlyCalled ? 'WHERE here.calls IS DISTINCT FROM before.calls' : ''}
  ) element
  WHERE lists.series <> lists.previous_series
), returns AS (
  SELECT fetched_at, is_back, series,
    CASE WHEN is_new THEN previous_at ELSE left_at END AS previous_at,
    CASE WHEN is_new THEN calls WHEN server = left_server THEN calls - left_calls END AS more_calls,
    CASE WHEN is_new THEN total_time ELSE total_time - left_time END AS more_time,
    CASE WHEN is_new THEN rows ELSE rows - left_rows END AS more_rows
  FROM (
    SELECT at AS fetched_at, previous_at, is_back, series, calls, total_time, rows, server,
      lag(at) OVER own AS left_at,
      lag(server) OVER own AS left_server,
      lag(calls) OVER own AS left_calls,
      lag(total_time) OVER own AS left_time,
      lag(rows) OVER own AS left_rows,
      -- Never seen before on this server, or evicted and counted anew since it was.
      is_from_zero AND coalesce(calls < lag(calls) OVER own OR server <> lag(server) OVER own, true) AS is_new
    FROM (
      SELECT CASE WHEN is_back THEN fetched_at ELSE previous_at END AS at, previous_at, is_back, is_from_zero, series,
        calls, total_time, rows, CASE WHEN is_back THEN server ELSE previous_server END AS server
      FROM joined
      WHERE is_back OR is_gone
    ) move
    -- Back for one fetch only: it came before it left.
    WINDOW own AS (PARTITION BY series ORDER BY at, is_back DESC)
  ) visit
), changes_of_statements AS (
  SELECT series, fetched_at, previous_at AS own_previous_at, calls - previous_calls AS more_calls,
    total_time - previous_total_time AS more_time, rows - previous_rows AS more_rows
  FROM same
  UNION ALL
  SELECT series, fetched_at, previous_at, calls, total_time, rows
  FROM joined
  WHERE NOT (is_back OR is_gone) AND server = previous_server
  UNION ALL
  SELECT series, fetched_at, previous_at, more_calls, more_time, more_rows FROM returns WHERE is_back
), additions AS (
  SELECT *
  FROM changes_of_statements
  WHERE ${isInside} AND more_calls ${onlyCalled ? '>' : '>='} 0 AND more_time >= 0
)`;
