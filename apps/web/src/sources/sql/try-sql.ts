/** Before anything of a person's runs: a transaction that has asked something cannot be made one that writes. */
export const beginSql = `BEGIN READ ONLY; SET LOCAL statement_timeout = '5s'; SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL jit = off; SELECT 1`;

// The line ends before the bracket closes, because the SQL may end in a comment.
const wrap = (sql: string, limit: number): string => `SELECT * FROM (${sql}\n) m LIMIT ${Math.trunc(limit)}`;

/** The SQL of a metric as the collector would run it, rows limited. */
export const trySql = (sql: string, limit: number): string => wrap(sql, limit);

/** What the planner thinks of it: without the limit, as the collector takes all rows. */
export const explainSql = (sql: string): string => `EXPLAIN (FORMAT JSON) SELECT * FROM (${sql}\n) m`;
