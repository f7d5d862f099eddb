import { oneLine } from '../fragments/one-line.js';
import { statementsOfAnyVersion } from '../fragments/statements-of-any-version.js';
import type { Metric } from '../types.js';

const marker = '/* pgwatch-heroku */';
/** What dashboards made for pgwatch 2, 3 and later look for in a text, in order to hide what the monitoring runs. */
const pgwatchMarkers = '/* pgwatch2_generated */ /* pgwatch3_generated */ /* pgwatch_generated */';

// At most 200 statements: the heaviest by each of pgwatch's six criteria, and what is left of the 200 by total time.
//
// pg_stat_statements(false) reads shared memory only; with true the server reads its file of query texts, tens of MB
// at every fetch. The texts are constant and asked for once (details).
//
// Statements of other roles have no queryid for a role without pg_monitor: they become one row, as in pgwatch v6.
// Our own query is left out by the id that the server gives it right now.
export const statementsSql = `
WITH statement AS MATERIALIZED (
  SELECT
    coalesce(s.queryid::text, 'insufficient-privileges-total') AS queryid,
    array_agg(DISTINCT s.userid) AS userids,
    sum(s.calls)::int8 AS calls,
    sum(s.rows)::int8 AS rows,
    sum(s.total_exec_time)::float8 AS total_time,
    sum(s.shared_blks_hit)::int8 AS shared_blks_hit,
    sum(s.shared_blks_read)::int8 AS shared_blks_read,
    sum(s.shared_blks_written)::int8 AS shared_blks_written,
    sum(s.shared_blks_dirtied)::int8 AS shared_blks_dirtied,
    sum(s.temp_blks_read)::int8 AS temp_blks_read,
    sum(s.temp_blks_written)::int8 AS temp_blks_written,
    sum(s.blk_read_time)::float8 AS blk_read_time,
    sum(s.blk_write_time)::float8 AS blk_write_time,
    sum(s.temp_blk_read_time)::float8 AS temp_blk_read_time,
    sum(s.temp_blk_write_time)::float8 AS temp_blk_write_time,
    sum(s.wal_fpi)::int8 AS wal_fpi,
    sum(s.wal_bytes)::int8 AS wal_bytes,
    sum(s.total_plan_time)::float8 AS total_plan_time,
    sum(s.jit_generation_time)::float8 AS jit_generation_time
  FROM ${statementsOfAnyVersion} s
  WHERE s.dbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
    AND s.queryid IS DISTINCT FROM
        (SELECT a.query_id FROM pg_catalog.pg_stat_get_activity(pg_catalog.pg_backend_pid()) a)
  GROUP BY s.queryid
  -- What ran a few times and took no time is noise; what took a second is not, however seldom it runs.
  HAVING sum(s.total_exec_time) > 1000 OR (sum(s.calls) > 5 AND sum(s.total_exec_time) > 5)
), picked AS (
  (SELECT queryid FROM statement ORDER BY total_time DESC LIMIT 80)
  UNION (SELECT queryid FROM statement ORDER BY calls DESC LIMIT 40)
  UNION (SELECT queryid FROM statement WHERE shared_blks_read > 0 ORDER BY shared_blks_read DESC LIMIT 30)
  UNION (SELECT queryid FROM statement WHERE shared_blks_written > 0 ORDER BY shared_blks_written DESC LIMIT 30)
  UNION (SELECT queryid FROM statement WHERE temp_blks_read > 0 ORDER BY temp_blks_read DESC LIMIT 10)
  UNION (SELECT queryid FROM statement WHERE temp_blks_written > 0 ORDER BY temp_blks_written DESC LIMIT 10)
)
SELECT
  s.queryid AS tag_queryid,
  (SELECT string_agg(pg_catalog.pg_get_userbyid(u)::text, ',' ORDER BY pg_catalog.pg_get_userbyid(u)::text)
   FROM pg_catalog.unnest(s.userids) u) AS users,
  s.calls,
  s.total_time,
  s.rows,
  s.shared_blks_hit,
  s.shared_blks_read,
  s.shared_blks_written,
  s.shared_blks_dirtied,
  s.temp_blks_read,
  s.temp_blks_written,
  s.blk_read_time,
  s.blk_write_time,
  s.temp_blk_read_time,
  s.temp_blk_write_time,
  s.wal_fpi,
  s.wal_bytes,
  s.total_plan_time,
  s.jit_generation_time
FROM statement s
LEFT JOIN picked p USING (queryid)
ORDER BY p.queryid IS NULL, s.total_time DESC
LIMIT 200`;

export const statStatements: Metric = {
  name: 'stat_statements',
  description: 'Calls, time, blocks and rows of the heaviest statements, cumulative.',
  versions: [{ minMajor: 15, sql: statementsSql }],
  appliesTo: 'any',
  storage: { volume: 'large' },
  requiresExtension: 'pg_stat_statements',
  details: {
    tag: 'queryid',
    // One statement run by several roles has several entries with the same text. Equal statements of other databases have
    // the same id and maybe another spelling; their texts are none of this source's business.
    sql: `
SELECT DISTINCT ON (s.queryid)
  s.queryid::text AS queryid,
  replace(${oneLine('s.query')}, '${marker}', '${marker} ${pgwatchMarkers}') AS query
FROM {{pg_stat_statements}}(true) s
WHERE s.queryid::text = ANY ($1::text[])
  AND s.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND s.query IS NOT NULL
ORDER BY s.queryid`,
  },
};
