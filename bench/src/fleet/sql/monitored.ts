const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const pad = (n: number) => String(n).padStart(3, '0');

export const tableCount = 100;
export const statementCount = 100;

/** What every monitored database is copied from: 100 tables with two indexes each, a few hundred rows, statistics. */
export const templateSql = [
  'CREATE EXTENSION IF NOT EXISTS pg_stat_statements',
  ...numbers(tableCount).map(
    (n) => `CREATE TABLE item_${pad(n)} (id int PRIMARY KEY, amount int, note text);
      CREATE INDEX item_${pad(n)}_amount_idx ON item_${pad(n)} (amount);
      INSERT INTO item_${pad(n)} SELECT i, i % 7, 'note ' || i FROM generate_series(1, 200) i`,
  ),
  'ANALYZE',
];

/** Takes its time without taking the processor: hundreds of databases are on the machine that is measured. */
const readSql = (table: string): string => `SELECT count(*), pg_sleep(0.001) FROM ${table} WHERE amount < 5`;

/** One statement per table, each with an identity of its own, and often and long enough to be worth fetching. */
export const warmUpSql: string = Array.from({ length: 7 }, () => numbers(statementCount))
  .flat()
  .map((n) => readSql(`item_${pad(n)}`))
  .join(';');

/** A moment of an application's work: a few reads and writes that move counters of some tables. */
export const workSql = (turn: number): string =>
  numbers(10)
    .map((n) => {
      const table = `item_${pad(((turn * 7 + n * 3) % tableCount) + 1)}`;
      return `${readSql(table)};
        UPDATE ${table} SET amount = (amount + 1) % 7 WHERE id = ${(turn % 200) + 1}`;
    })
    .join(';');

/** A login like the one that Heroku's credentials and monitored-bootstrap make. */
export const createRoleSql = (password: string): string[] => [
  `CREATE ROLE pgwatch2 LOGIN PASSWORD '${password}'`,
  'GRANT pg_monitor TO pgwatch2',
];

export const copyDatabaseSql = (name: string): string =>
  `CREATE DATABASE ${name} TEMPLATE item_template STRATEGY file_copy`;

/** Time that the server has spent on our statements and on all, of all databases of the cluster, in ms. */
export const executionTimeSql = `
SELECT coalesce(sum(total_exec_time + total_plan_time) FILTER (WHERE query LIKE '%pgwatch-heroku%'), 0)::float8 AS ours,
  coalesce(sum(total_exec_time + total_plan_time), 0)::float8 AS whole,
  coalesce(sum(calls) FILTER (WHERE query LIKE '%pgwatch-heroku%'), 0)::float8 AS calls,
  coalesce(sum(calls) FILTER (WHERE query NOT LIKE '%pgwatch-heroku%'), 0)::float8 AS "otherCalls"
FROM pg_stat_statements`;

export const connectionsPerSourceSql = `
SELECT coalesce(max(n), 0)::int AS connections
FROM (SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'pgwatch-heroku' GROUP BY datname) c`;
