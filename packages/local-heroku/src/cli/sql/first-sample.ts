/** Whether the store has come so far as to have a table for the metric. */
export const hasTableSql = `SELECT to_regclass('samples.db_stats') IS NOT NULL AS "hasTable"`;

/** Whether a sample was taken since an instant; older ones are of an earlier run. */
export const hasSampleSql = `SELECT EXISTS (SELECT FROM samples.db_stats WHERE fetched_at >= $1) AS "hasSample"`;
