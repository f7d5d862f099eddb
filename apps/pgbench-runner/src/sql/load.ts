export const beginSql = 'BEGIN';
export const commitSql = 'COMMIT';
export const rollbackSql = 'ROLLBACK';

export const updateAccountSql = 'UPDATE pgbench_accounts SET abalance = abalance + $1 WHERE aid = $2';
export const readAccountSql = 'SELECT abalance FROM pgbench_accounts WHERE aid = $1';
export const updateTellerSql = 'UPDATE pgbench_tellers SET tbalance = tbalance + $1 WHERE tid = $2';
export const updateBranchSql = 'UPDATE pgbench_branches SET bbalance = bbalance + $1 WHERE bid = $2';
export const insertHistorySql = `INSERT INTO pgbench_history (tid, bid, aid, delta, mtime)
VALUES ($1, $2, $3, $4, CURRENT_TIMESTAMP)`;

/** Sorts more than work_mem holds, so that it shows as slow and with temporary files. */
export const slowQuerySql = `SELECT count(*) FROM (
  SELECT a.bid, rank() OVER (PARTITION BY a.bid ORDER BY md5(a.aid::text || a.abalance::text)) AS place
  FROM pgbench_accounts a JOIN pgbench_branches b USING (bid)) ranked WHERE place <= 10`;

export const holdBranchSql = 'SELECT bbalance FROM pgbench_branches WHERE bid = $1 FOR UPDATE';
export const pauseSql = 'SELECT pg_sleep($1)';
