import { inRangeThinned, neighbourPairs } from '@pgwatch-heroku/store';
import { breaks, bucket, isInside } from './fetches.js';
import { isOfOwnStatement } from './own-statements.js';
import { statementBegin, statementLabel } from './statement-label.js';
import { tagLabel } from './tag-label.js';

export interface SeriesRates {
  metric: string;
  /** The tags that name the line; `queryid` names it by the statement's text, and leaves out our own. */
  tag: string | readonly string[];
  /** A counter column, or an SQL expression over the elements of array columns, by their names. */
  counter: string;
  /** The array columns that `counter` reads. */
  columns: readonly string[];
  /**
   * What is known of a series that the fetch before does not have: `zero` for the collector's own counters, which begin
   * there; `unknown` where a list may lack what has long been counting.
   */
  unseen?: 'zero' | 'unknown';
  /** How many in each step, for what is so seldom that its rate is a number nobody can read. */
  asCounts?: true;
}

/**
 * So many fetches of a range are looked at; what lies between two is in their difference. Lists of a server's objects have
 * hundreds of series, each to be subtracted: a point every twelve minutes over a day, in half the time.
 */
const slots = { zero: 300, unknown: 120 } as const;
const statementColumns = `, ${statementBegin('described.tags')} AS short, described.tags ->> 'queryid' AS queryid`;
/** The most lines of a panel. */
const maxLines = 8;

/**
 * A counter of a metric with tags as a rate per second, a line for each of the eight series that it rose most for. No
 * server's restart resets the collector's own counters, and a series of theirs that was not in the fetch before began at
 * zero no longer ago than that.
 */
export function seriesRatesSql({ metric, tag, counter, columns, unseen = 'zero', asCounts }: SeriesRates): string {
  const isOfStatements = tag === 'queryid';
  const isOfServer = unseen === 'unknown';
  const carried = Object.fromEntries(['series', ...columns].map((column) => [column, column]));
  return `
WITH ${neighbourPairs({ metric, rows: inRangeThinned(metric, slots[unseen]), carried })}, elements AS (
  SELECT fetched_at, previous_at, is_gap, server, seconds, series, (${counter})::float8 AS counter
  FROM (
    SELECT fetched_at, previous_at, is_gap, server, seconds, unnest(series) AS series,
      ${columns.map((column) => `unnest(${column}) AS ${column}`).join(', ')}
    FROM pairs
  ) element
), additions AS (
  SELECT *, counter - CASE WHEN lag(fetched_at) OVER own = previous_at${isOfServer ? ' AND lag(server) OVER own = server' : ''}
    THEN lag(counter) OVER own${isOfServer ? '' : ' ELSE 0'} END AS more
  FROM elements
  WINDOW own AS (PARTITION BY series ORDER BY fetched_at)
), points AS (
  -- All lines have a step's point at one moment, the last that any of them is known at.
  SELECT ${bucket} AS step, series, max(max(fetched_at)) OVER (PARTITION BY ${bucket}) AS time, sum(more) AS more,
    sum(seconds) AS seconds
  FROM additions
  WHERE ${isInside} AND previous_at IS NOT NULL AND NOT is_gap AND more >= 0
  GROUP BY step, series
), top AS MATERIALIZED (
  -- Named once each, and not at every point.
  SELECT series, ${isOfStatements ? statementLabel : 'label'} AS label
  FROM (
    SELECT sums.series, ${tagLabel(tag)} AS label${isOfStatements ? statementColumns : ''}
    FROM (
      SELECT series FROM points GROUP BY series
      HAVING sum(more) > 0${isOfStatements ? ` AND NOT ${isOfOwnStatement('points.series')}` : ''}
      ORDER BY sum(more) DESC, series LIMIT ${maxLines}
    ) sums
    JOIN pgwatch2.series described ON described.id = sums.series
  ) named
)
SELECT points.time, top.label, ${asCounts ? 'points.more' : '(points.more / points.seconds)'}::float8 AS value
FROM points
JOIN top USING (series)
UNION ALL ${breaks('pairs')}
ORDER BY time, label`;
}
