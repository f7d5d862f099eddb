import type { TimeseriesPanel } from '../panel.js';
import { isControlStatement } from '../sql/control-statements.js';
import { breaks, bucket, isInside } from '../sql/fetches.js';
import { isOwnStatement } from '../sql/own-statements.js';
import { statementAdditions } from '../sql/statement-additions.js';
import { statementBegin, statementLabel } from '../sql/statement-label.js';

/** A point every six minutes over a day, every other fetch: what a chart of this width shows, in half the time. */
const slots = 240;

export const topStatementsOverTime: TimeseriesPanel = {
  id: 'top-statements-over-time',
  title: 'Busiest statements',
  help: 'Execution time per second of the five statements that took most; 1 s/s is one session busy all the time.',
  unit: 's/s',
  kind: 'timeseries',
  stacked: true,
  metrics: ['stat_statements'],
  sql: `
WITH ${statementAdditions(['calls', 'total_time'], slots)}, top AS (
  SELECT sums.series, sums.total_time, described.tags
  FROM (SELECT series, sum(more_total_time) AS total_time FROM additions WHERE is_known GROUP BY series) sums
  JOIN pgwatch2.series described ON described.id = sums.series
  WHERE NOT ${isControlStatement(`described.tags ->> 'query'`)} AND NOT ${isOwnStatement(`described.tags ->> 'query'`)}
  ORDER BY total_time DESC LIMIT 5
), named AS (
  SELECT series, total_time, ${statementBegin('tags')} AS short, tags ->> 'queryid' AS queryid FROM top
), labelled AS MATERIALIZED (
  SELECT series, total_time, ${statementLabel} AS label
  FROM named
), points AS (
  -- A statement that is listed and was not called did nothing; one of which nothing is known has no point.
  -- All lines have a step's point at one moment, the last that any of them is known at.
  SELECT ${bucket} AS step, series, max(max(fetched_at)) OVER (PARTITION BY ${bucket}) AS time,
    sum(coalesce(more_total_time, 0)) / 1000 / nullif(sum(date_part('epoch', fetched_at - own_previous_at)), 0) AS value
  FROM (
    SELECT top.series, lists.fetched_at, coalesce(own_previous_at, previous_at) AS own_previous_at, more_total_time
    FROM lists
    JOIN top ON top.series = ANY(lists.series)
    LEFT JOIN additions ON additions.series = top.series AND additions.fetched_at = lists.fetched_at
    WHERE lists.server = lists.previous_server AND coalesce(is_known, additions.series IS NULL)
  ) own
  WHERE ${isInside}
  GROUP BY step, series
), drawn AS (
  SELECT points.time, labelled.label, points.value::float8 AS value, labelled.total_time
  FROM points JOIN labelled USING (series)
)
SELECT time, label, value
FROM (
  SELECT time, label, value, total_time FROM drawn
  UNION ALL SELECT time, label, value::float8, NULL FROM (${breaks('pairs')}) gap
) line
ORDER BY time, total_time DESC NULLS LAST`,
};
