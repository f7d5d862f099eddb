/** Rows per branch, as in TPC-B. */
export const accountsPerBranch = 100_000;
export const tellersPerBranch = 10;

export const tables = ['pgbench_history', 'pgbench_accounts', 'pgbench_tellers', 'pgbench_branches'] as const;

/** One runner at a time makes the tables. A number of our own choice. */
export const initLockSql = 'SELECT pg_advisory_xact_lock(738197501)';

/**
 * From the catalog itself: in a transaction that has waited for the lock, to_regclass() still says of a table that it has
 * looked for before that there is none.
 */
export const presentTablesSql = `SELECT count(*)::int AS tables FROM pg_catalog.pg_class
WHERE relname = ANY ($1::text[]) AND pg_catalog.pg_table_is_visible(oid)`;

/** Sizes by which a complete set of tables is told from a broken one. */
export const extentSql = `SELECT
  (SELECT count(*)::int FROM pgbench_branches) AS branches,
  (SELECT count(*)::int FROM pgbench_tellers) AS tellers,
  (SELECT coalesce(max(aid), 0)::int FROM pgbench_accounts) AS accounts`;

export const dropTablesSql = `DROP TABLE IF EXISTS ${tables.join(', ')}`;

/** The tables as the pgbench program knows them, so that it can run on ours. */
export const createTablesSql = `
CREATE TABLE pgbench_branches (bid int PRIMARY KEY, bbalance int NOT NULL, filler char(88)) WITH (fillfactor = 50);
CREATE TABLE pgbench_tellers (tid int PRIMARY KEY, bid int NOT NULL, tbalance int NOT NULL, filler char(84))
  WITH (fillfactor = 50);
CREATE TABLE pgbench_accounts (aid int NOT NULL, bid int NOT NULL, abalance int NOT NULL, filler char(84))
  WITH (fillfactor = 95);
CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));`;

export const fillBranchesSql = `INSERT INTO pgbench_branches (bid, bbalance) SELECT n, 0 FROM generate_series(1, $1::int) n`;

export const fillTellersSql = `INSERT INTO pgbench_tellers (tid, bid, tbalance)
SELECT n, (n - 1) / ${tellersPerBranch} + 1, 0 FROM generate_series(1, $1::int * ${tellersPerBranch}) n`;

export const fillAccountsSql = `INSERT INTO pgbench_accounts (aid, bid, abalance, filler)
SELECT n, (n - 1) / ${accountsPerBranch} + 1, 0, '' FROM generate_series(1, $1::int * ${accountsPerBranch}) n`;

/** After the rows: one build is cheaper than 100,000 insertions per branch. */
export const indexAccountsSql = 'ALTER TABLE pgbench_accounts ADD PRIMARY KEY (aid)';

export const analyzeSql = `ANALYZE ${tables.join(', ')}`;
