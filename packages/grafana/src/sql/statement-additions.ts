import { inRangeThinned, neighbourPairs } from '@pgwatch-heroku/store';
import { isInside } from './fetches.js';

/** The metric lists as many at most; a list that is shorter is complete. */
const listLimit = 200;

// Statements that are not ours to see are one row. Once the right to see them is granted they appear one by one, with
// all that they ever did.
const blindSeries = `
ARRAY(SELECT id FROM pgwatch2.series
  WHERE source_id = :source AND metric = 'stat_statements' AND tags ->> 'queryid' = 'insufficient-privileges-total')`;

const elements = (prefix: string, columns: readonly string[]) =>
  columns.map((column) => `unnest(${prefix}${column}) AS ${column}`).join(', ');
const difference = (column: string) =>
  `CASE WHEN before.series IS NULL THEN here.${column} WHEN here.series IS NULL THEN before.${column}
        ELSE here.${column} - before.${column} END AS ${column}`;

/**
 * CTEs `lists`, every fetch with the one before it, and `additions`: for every fetch and each statement that was called
 * since its own fetch before, what was added. Counters that went down were reset, or the statement was evicted and came
 * back; then the pair says nothing (`is_known` is not true). Nor does one between two servers.
 *
 * Where a fetch has the same statements as the one before, its arrays are subtracted place by place; that is the usual
 * case and needs no sort. Otherwise the two are joined; a statement that left the top list and came back is subtracted
 * from what it was when it left.
 *
 * A statement that comes in after a complete list had done next to nothing before (the metric lists all others): it
 * counts from zero. After a list that was full it may have run for ages unseen, and what it did until then is not ours.
 *
 * @param counters columns that are needed; `calls` and `total_time` have to be among them.
 * @param slots how many fetches of the range are looked at, at most.
 */
export function statementAdditions(counters: readonly string[], slots: number): string {
  const all = ['series', ...counters];
  const more = (column: string) => `more_${column}`;
  return `
${neighbourPairs({
  metric: 'stat_statements',
  rows: inRangeThinned('stat_statements', slots),
  carried: Object.fromEntries(all.map((column) => [column, column])),
})}, lists AS MATERIALIZED (
  SELECT *,
    lag(server) OVER ticks AS previous_server,
    ${all.map((column) => `lag(${column}) OVER ticks AS previous_${column}`).join(',\n    ')}
  FROM pairs
  WINDOW ticks AS (ORDER BY time)
), same AS (
  SELECT fetched_at, previous_at, ${elements('', all)},
    ${counters.map((column) => `unnest(previous_${column}) AS previous_${column}`).join(', ')}
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
      ${counters.map(difference).join(',\n      ')}
    FROM (SELECT ${elements('lists.', all)}) here
    FULL JOIN (SELECT ${elements('lists.previous_', all)}) before ON before.series = here.series
    WHERE here.calls IS DISTINCT FROM before.calls
  ) element
  WHERE lists.series <> lists.previous_series
), returns AS (
  SELECT fetched_at, is_back, series,
    CASE WHEN is_new THEN previous_at ELSE left_at END AS own_previous_at,
    ${counters
      .map(
        (column) =>
          `CASE WHEN is_new THEN ${column} WHEN server = left_server THEN ${column} - left_${column} END AS ${more(column)}`,
      )
      .join(',\n    ')}
  FROM (
    SELECT at AS fetched_at, previous_at, is_back, series, server, ${counters.join(', ')},
      lag(at) OVER own AS left_at,
      lag(server) OVER own AS left_server,
      ${counters.map((column) => `lag(${column}) OVER own AS left_${column}`).join(',\n      ')},
      -- Never seen before on this server, or evicted and counted anew since it was.
      is_from_zero AND coalesce(calls < lag(calls) OVER own OR server <> lag(server) OVER own, true) AS is_new
    FROM (
      SELECT CASE WHEN is_back THEN fetched_at ELSE previous_at END AS at, previous_at, is_back, is_from_zero, series,
        ${counters.join(', ')}, CASE WHEN is_back THEN server ELSE previous_server END AS server
      FROM joined
      WHERE is_back OR is_gone
    ) move
    -- Back for one fetch only: it came before it left.
    WINDOW own AS (PARTITION BY series ORDER BY at, is_back DESC)
  ) visit
), additions AS MATERIALIZED (
  SELECT *, more_calls > 0 AND more_total_time >= 0 AS is_known
  FROM (
    SELECT series, fetched_at, previous_at AS own_previous_at,
      ${counters.map((column) => `${column} - previous_${column} AS ${more(column)}`).join(', ')}
    FROM same
    WHERE calls <> previous_calls
    UNION ALL
    SELECT series, fetched_at, previous_at, ${counters.join(', ')}
    FROM joined
    WHERE NOT (is_back OR is_gone) AND server = previous_server
    UNION ALL
    SELECT series, fetched_at, own_previous_at, ${counters.map(more).join(', ')} FROM returns WHERE is_back
  ) change
  WHERE ${isInside}
)`;
}
