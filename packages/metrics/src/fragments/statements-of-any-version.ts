/**
 * pg_stat_statements without texts, with the columns of its newest version. The extension stays at the version that it
 * was created with until somebody runs ALTER EXTENSION ... UPDATE, also through upgrades of the server, so the server's
 * version says nothing about its columns. A name that the function does not have is looked for one level further out,
 * and is found in `absent`: null.
 */
export const statementsOfAnyVersion = `(
  SELECT v.*
  FROM (SELECT
    NULL::float8 AS blk_read_time, NULL::float8 AS blk_write_time,
    NULL::float8 AS shared_blk_read_time, NULL::float8 AS shared_blk_write_time,
    NULL::float8 AS local_blk_read_time, NULL::float8 AS local_blk_write_time,
    NULL::float8 AS temp_blk_read_time, NULL::float8 AS temp_blk_write_time,
    NULL::float8 AS jit_generation_time
  ) absent
  CROSS JOIN LATERAL (
    SELECT
      dbid, userid, queryid, calls, rows, total_exec_time, total_plan_time,
      shared_blks_hit, shared_blks_read, shared_blks_written, shared_blks_dirtied, temp_blks_read, temp_blks_written,
      -- Split in two from 1.11 on; together they are what they were.
      coalesce(shared_blk_read_time + local_blk_read_time, blk_read_time) AS blk_read_time,
      coalesce(shared_blk_write_time + local_blk_write_time, blk_write_time) AS blk_write_time,
      temp_blk_read_time, temp_blk_write_time, wal_fpi, wal_bytes, jit_generation_time
    FROM {{pg_stat_statements}}(false)
  ) v)`;
