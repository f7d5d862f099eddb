/**
 * What pgwatch's published overview of a database (v12) asks for, by the views in its shape: a gauge, rates of counters by
 * the row before, and the same per table. $1: names of databases, $2 and $3: the range; a point a minute.
 */
const inRange = 'dbname = ANY ($1) AND time > $2 AND time <= $3';
const minute = 'to_timestamp(floor(extract(epoch FROM time) / 60) * 60)';

const rateSql = (view: string, counter: string, own = 'dbname'): string => `
SELECT ${minute} AS time, dbname AS metric, avg(rate) AS value
FROM (
  SELECT time, dbname, (counter - lag(counter) OVER own) / nullif(extract(epoch FROM time - lag(time) OVER own), 0) AS rate
  FROM (SELECT time, dbname, ${own === 'dbname' ? '' : `${own} AS own,`} ${counter} AS counter FROM public.${view} WHERE ${inRange}) counted
  WINDOW own AS (PARTITION BY dbname${own === 'dbname' ? '' : ', own'} ORDER BY time)
) rated
WHERE rate >= 0
GROUP BY 1, 2 ORDER BY 1`;

const gaugeSql = (view: string, columns: string[]): string => `
SELECT ${minute} AS time, ${columns.map((column) => `avg((data ->> '${column}')::float8) AS ${column}`).join(', ')}
FROM public.${view} WHERE ${inRange}
GROUP BY 1 ORDER BY 1`;

/** Asked of one database, and of all at once as the overview of all databases does. */
export const publishedSql: Readonly<Record<string, string>> = {
  'sessions by state': gaugeSql('backends', ['active', 'idle', 'idleintransaction', 'waiting']),
  transactions: rateSql('db_stats', "(data ->> 'xact_commit')::int8 + (data ->> 'xact_rollback')::int8"),
  statements: rateSql('stat_statements_calls', "(data ->> 'calls')::int8"),
  'rows inserted': rateSql('db_stats', "(data ->> 'tup_inserted')::int8"),
  wal: rateSql('wal', "(data ->> 'xlog_location_b')::int8"),
  'database size': gaugeSql('db_size', ['size_b']),
};

/** Of one database only. */
export const publishedOfOneSql: Readonly<Record<string, string>> = {
  'sequential scans of large tables': rateSql(
    'table_stats',
    "CASE WHEN (data ->> 'table_size_b')::int8 > 10 * 1024 * 1024 THEN (data ->> 'seq_scan')::int8 END",
    "tag_data ->> 'table_full_name'",
  ),
  locks: `
SELECT ${minute} AS time, tag_data ->> 'lockmode' AS metric, max((data ->> 'count')::int8) AS value
FROM public.locks_mode WHERE ${inRange}
GROUP BY 1, 2 ORDER BY 1`,
};
