/** Ticks of $2 (seconds apart) for the last 14 days, then one per 10 minutes; so far back as $1 days. */
const ticks = `
  SELECT tick FROM generate_series(date_trunc('minute', now()) - make_interval(days => $2), date_trunc('minute', now()) - interval '14 days 1 minute',
    greatest(interval '10 minutes', make_interval(secs => $3))) tick
  UNION ALL
  SELECT tick FROM generate_series(date_trunc('minute', now()) - interval '14 days', now(), make_interval(secs => $3)) tick`;

const history = `
FROM (SELECT tick, extract(epoch FROM tick)::int8 - extract(epoch FROM now() - interval '1 year')::int8 AS s FROM (${ticks}) t) t`;

export const fillSql: Readonly<Record<string, string>> = {
  db_stats: `INSERT INTO samples.db_stats (source_id, time, fetched_at, numbackends, xact_commit, xact_rollback, blks_read,
    blks_hit, tup_fetched, tup_inserted, tup_updated, tup_deleted, temp_bytes, deadlocks, conflicts, tup_returned)
    SELECT $1, tick, tick + interval '137 ms', 7, s * 90, s / 7, s * 3, s * 4000, s * 300, s * 5, s * 9, s / 50, s * 8192, s / 99999, 0, s * 999 ${history}`,
  backends: `INSERT INTO samples.backends (source_id, time, fetched_at, total, active, waiting, idle, idleintransaction)
    SELECT $1, tick, tick + interval '137 ms', 9, s % 5, s % 2, s % 4, 0 ${history}`,
  instance_up: `INSERT INTO samples.instance_up (source_id, time, fetched_at, is_up)
    SELECT $1, tick, tick + interval '137 ms', 1 ${history}`,
  db_size: `INSERT INTO samples.db_size (source_id, time, fetched_at, size_b, indexes_size_b)
    SELECT $1, tick, tick + interval '137 ms', s * 100, s * 20 ${history}`,
  locks_mode: `INSERT INTO samples.locks_mode (source_id, time, fetched_at, series, count)
    SELECT $1, tick, tick + interval '137 ms', ARRAY(SELECT id FROM pgwatch2.series WHERE metric = 'locks_mode' ORDER BY id),
      ARRAY[s % 9, s % 2, 0, s % 5, 0, 0, 0, 0] ${history} WHERE tick > now() - interval '14 days'`,
  collector_fetches: `INSERT INTO samples.collector_fetches (source_id, time, fetched_at, series, failures, skipped, duration_ms)
    SELECT $1, tick, tick + interval '137 ms', a.ids, ARRAY(SELECT s / (g * 9999) FROM generate_series(1, 26) g),
      ARRAY(SELECT s / (g * 99999) FROM generate_series(1, 26) g), ARRAY(SELECT s / g FROM generate_series(1, 26) g)
    ${history}, (SELECT array_agg(id ORDER BY id) AS ids FROM pgwatch2.series WHERE metric = 'collector_fetches') a`,
  collector_overhead: `INSERT INTO samples.collector_overhead (source_id, time, fetched_at, ours_ms, all_ms)
    SELECT $1, tick, tick + interval '137 ms', s, s * 400 ${history}`,
  table_stats: `INSERT INTO samples.table_stats (source_id, time, fetched_at, series, total_relation_size_b, table_size_b,
    n_live_tup, n_dead_tup, seq_scan, seconds_since_last_vacuum)
    SELECT $1, tick, tick + interval '137 ms', a.ids, ARRAY(SELECT s * g FROM generate_series(1, 100) g),
      ARRAY(SELECT s * g / 2 FROM generate_series(1, 100) g), ARRAY(SELECT s * g / 99 FROM generate_series(1, 100) g),
      ARRAY(SELECT s * g % 999 FROM generate_series(1, 100) g), ARRAY(SELECT s / g FROM generate_series(1, 100) g),
      ARRAY(SELECT s % 9999 FROM generate_series(1, 100) g)
    ${history}, (SELECT array_agg(id ORDER BY id) AS ids FROM pgwatch2.series WHERE metric = 'table_stats') a`,
};

/** The same day once more as pgwatch stores it: a jsonb document per statement and tick. */
export const upstreamLayoutSql = (since: string): string[] => [
  'CREATE SCHEMA upstream',
  `CREATE TABLE upstream.stat_statements (time timestamptz NOT NULL DEFAULT now(), dbname text NOT NULL,
     data jsonb NOT NULL, tag_data jsonb) PARTITION BY RANGE (time)`,
  `CREATE TABLE upstream.stat_statements_weeks PARTITION OF upstream.stat_statements DEFAULT`,
  'CREATE INDEX ON upstream.stat_statements (dbname, time)',
  `INSERT INTO upstream.stat_statements
     SELECT time, dbname, data::jsonb, tag_data FROM public.stat_statements WHERE time >= '${since}' ORDER BY time`,
];

export const analyzeSql = 'VACUUM (ANALYZE)';

/** The shape of the "top statements" panels of pgwatch's dashboards: growth of cumulative counters per statement. */
export const topStatementsSql = (schema: 'public' | 'upstream'): string => `
SELECT tag_data ->> 'queryid' AS queryid, max(tag_data ->> 'query') AS query,
  max((data ->> 'total_time')::float8) - min((data ->> 'total_time')::float8) AS total_time,
  max((data ->> 'calls')::int8) - min((data ->> 'calls')::int8) AS calls
FROM ${schema}.stat_statements
WHERE dbname = $1 AND time > $2 AND time <= $3 AND tag_data ->> 'query' !~* 'pgwatch'
GROUP BY 1
ORDER BY total_time DESC
LIMIT 10`;
