import { quoteIdentifier } from '@pgwatch-heroku/shared';

/** Metrics of the preset of which every fetch brings a row, so that a tick without one is a tick that was lost. */
const steadyMetrics = [
  'instance_up',
  'db_stats',
  'bgwriter',
  'wal',
  'stat_statements',
  'stat_statements_calls',
  'table_stats',
];

/** Rows whose tick lies in the time from $1 to $2. */
export const countRowsSql = `
SELECT (${steadyMetrics
  .map((metric) => `(SELECT count(*) FROM samples.${quoteIdentifier(metric)} WHERE time BETWEEN $1 AND $2)`)
  .join(' + ')})::int AS rows`;

/** Ticks from $1 to $2 that are not there, with one before and one after that are. */
export const missingTicksSql = `
SELECT coalesce(sum(greatest(0, round(extract(epoch FROM f.time - f.before) / p.interval_seconds) - 1)), 0)::int AS missing
FROM (${steadyMetrics
  .map(
    (metric) => `SELECT '${metric}' AS metric, time, lag(time) OVER (PARTITION BY source_id ORDER BY time) AS before
    FROM samples.${quoteIdentifier(metric)}`,
  )
  .join(' UNION ALL ')}) f
JOIN pgwatch2.preset_metric p ON p.preset = 'heroku_postgres' AND p.metric = f.metric
WHERE f.time > $1 AND f.before < $2`;

/** Whether a tick after $1 is stored. */
export const hasLaterTickSql = 'SELECT EXISTS (SELECT FROM samples.instance_up WHERE time > $1) AS "hasLater"';
