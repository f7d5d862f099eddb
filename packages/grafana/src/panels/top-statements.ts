import type { TablePanel } from '../panel.js';
import { isControlStatement } from '../sql/control-statements.js';
import { isInside } from '../sql/fetches.js';
import { isOwnStatement } from '../sql/own-statements.js';
import { statementAdditions } from '../sql/statement-additions.js';

/** Every fetch of a day at the usual interval of three minutes. */
const slots = 600;

export const topStatements: TablePanel = {
  id: 'top-statements',
  title: 'Top statements',
  help: 'What the database spent its time on in this range, by pg_stat_statements; constants are shown as $1, $2.',
  unit: 'ms',
  kind: 'table',
  metrics: ['stat_statements'],
  columns: [
    { name: 'query', title: 'Statement', unit: 'text' },
    { name: 'share', title: 'Share of time', unit: 'percent' },
    { name: 'total_time', title: 'Total time', unit: 'ms' },
    { name: 'calls', title: 'Calls', unit: 'short' },
    { name: 'calls_per_second', title: 'Calls/s', unit: 'ops/s' },
    { name: 'mean_time', title: 'Mean time', unit: 'ms' },
    { name: 'rows', title: 'Rows', unit: 'short' },
  ],
  sql: `
WITH ${statementAdditions(['calls', 'total_time', 'rows'], slots)}, span AS (
  SELECT extract(epoch FROM max(fetched_at) - min(previous_at))::float8 AS seconds
  FROM pairs
  WHERE ${isInside}
), sums AS (
  SELECT series, sum(more_calls)::float8 AS calls, sum(more_total_time) AS total_time,
    sum(greatest(more_rows, 0))::float8 AS rows
  FROM additions
  WHERE is_known
  GROUP BY series
), totals AS (
  SELECT sums.*, sum(total_time) OVER () AS all_time,
    coalesce(described.tags ->> 'query', 'statement ' || (described.tags ->> 'queryid'), '?') AS query
  FROM sums JOIN pgwatch2.series described ON described.id = sums.series
  WHERE NOT ${isControlStatement(`described.tags ->> 'query'`)} AND NOT ${isOwnStatement(`described.tags ->> 'query'`)}
  ORDER BY total_time DESC
  LIMIT 50
)
SELECT totals.query,
  totals.total_time / nullif(totals.all_time, 0) AS share,
  totals.total_time,
  totals.calls,
  totals.calls / nullif(span.seconds, 0) AS calls_per_second,
  totals.total_time / totals.calls AS mean_time,
  totals.rows
FROM totals CROSS JOIN span
ORDER BY totals.total_time DESC`,
};
