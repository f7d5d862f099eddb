const columns = (count: number, sql: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => sql(i)).join(', ');

/** A table with a column per statement: statements that differ in nothing but constants or aliases count as one. */
export const createWideTableSql = (count: number): string => `CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
CREATE TABLE wide AS SELECT ${columns(count, (i) => `n + ${i} AS c${i}`)} FROM generate_series(1, 2500) n;
SELECT pg_stat_statements_reset()`;

/** A text of 1 MB, as a tag and as a value. */
export const longTextSql = `SELECT t AS tag_query, t AS query, 1 AS calls FROM repeat('0123456789abcdef', 65536) t`;

/** One statement per column, a few times: what ran hardly ever, or took no time, is not fetched. */
export const runStatementsSql = (count: number, times: number): string =>
  Array.from(
    { length: count * times },
    (_, i) => `SELECT sum(c${i % count}), avg(c${i % count}), min(c${i % count}) FROM wide`,
  ).join(';');
