import { tables } from './schema.js';

const list = tables.map((name) => `'${name}'`).join(', ');

export const sizeSql = `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 AS bytes
FROM pg_class c WHERE c.oid = ANY (ARRAY(SELECT to_regclass(name) FROM unnest(ARRAY[${list}]) name))`;

/** In batches, so that no delete runs long. New rows fill the space of old ones, so the oldest stand in front. */
export const trimHistorySql = `DELETE FROM pgbench_history WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM pgbench_history WHERE mtime < CURRENT_TIMESTAMP - make_interval(secs => $1) LIMIT $2))`;

export const emptyHistorySql = 'TRUNCATE pgbench_history';
export const vacuumSql = `VACUUM ${tables.join(', ')}`;
