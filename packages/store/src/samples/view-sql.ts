import { quoteIdentifier as q, quoteLiteral } from '@pgwatch-heroku/shared';
import type { ColumnType } from '../types.js';
import { copiedTags } from './copied-tags.js';

type Columns = { name: string; type: ColumnType }[];

/** Those that are copied first: columns that come later are added at the end. */
const withCopies = (metric: string, columns: Columns): Columns => [
  ...[...copiedTags(metric).keys()].map((name) => ({ name, type: 'text' as const })),
  ...columns,
];

const typeOf = (metric: string) => `samples.${q(`${metric}_data`)}`;

/**
 * What makes `data` look like pgwatch's jsonb without being stored or built as such: a composite type with operators
 * `->>` and `->` and an implicit cast to jsonb. The operators' functions are one CASE over the key, so short that the
 * planner puts them in place of the call and folds them into the one column that is asked for.
 */
export function createDataTypeSql(metric: string, stored: Columns): string[] {
  const columns = withCopies(metric, stored);
  const type = typeOf(metric);
  const name = (suffix: string) => `samples.${q(`${metric}_${suffix}`)}`;
  return [
    `CREATE TYPE ${type} AS (${columns.map((column) => `${q(column.name)} ${column.type}`).join(', ')})`,
    ...dataFunctionsSql(metric, columns),
    `CREATE OPERATOR public.->> (LEFTARG = ${type}, RIGHTARG = text, FUNCTION = ${name('data_text')})`,
    `CREATE OPERATOR public.-> (LEFTARG = ${type}, RIGHTARG = text, FUNCTION = ${name('data_value')})`,
    // A null is left out, as pgwatch2 does; what is asked for by key gives null either way.
    `CREATE FUNCTION ${name('data_jsonb')}(${type}) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
       AS 'SELECT jsonb_strip_nulls(to_jsonb($1))'`,
    `CREATE CAST (${type} AS jsonb) WITH FUNCTION ${name('data_jsonb')}(${type}) AS IMPLICIT`,
  ];
}

/** Adds columns to the type and makes the functions know them; views of the type and grants on them stay. */
export function extendDataTypeSql(metric: string, added: Columns, all: Columns): string[] {
  return [
    `ALTER TYPE ${typeOf(metric)} ${added.map(({ name, type }) => `ADD ATTRIBUTE ${q(name)} ${type}`).join(', ')}`,
    ...dataFunctionsSql(metric, withCopies(metric, all)),
  ];
}

// IMMUTABLE and STABLE are what their bodies are: a function that claims more than that is not inlined.
function dataFunctionsSql(metric: string, columns: Columns): string[] {
  const type = typeOf(metric);
  const body = (value: (column: string) => string, none: string) =>
    columns.length === 0
      ? `SELECT ${none}`
      : `SELECT CASE $2 ${columns.map(({ name }) => `WHEN ${quoteLiteral(name)} THEN ${value(`($1).${q(name)}`)}`).join(' ')} END`;
  return [
    `CREATE OR REPLACE FUNCTION samples.${q(`${metric}_data_text`)}(${type}, text) RETURNS text
       LANGUAGE sql IMMUTABLE PARALLEL SAFE AS ${quoteLiteral(body((column) => `${column}::text`, 'NULL::text'))}`,
    `CREATE OR REPLACE FUNCTION samples.${q(`${metric}_data_value`)}(${type}, text) RETURNS jsonb
       LANGUAGE sql STABLE PARALLEL SAFE AS ${quoteLiteral(body((column) => `to_jsonb(${column})`, 'NULL::jsonb'))}`,
  ];
}

/**
 * The view in pgwatch's shape. Its time is the tick, which partitions are pruned and indexes are searched by. A column
 * `tag_x` is a value that dashboards ask for as the tag x.
 */
export function createViewSql(metric: string, tagged: boolean, columns: Columns): string {
  const copies = [...copiedTags(metric).values()].map((tag) => `series.tags->>${quoteLiteral(tag)}`);
  const data = (from: string) =>
    `ROW(${[...copies, ...columns.map(({ name }) => `${from}.${q(name)}`)].join(', ')})::${typeOf(metric)}`;
  const head = `CREATE OR REPLACE VIEW public.${q(metric)} (time, dbname, data, tag_data) AS`;
  if (!tagged) {
    return `${head}
      SELECT s.time, source.name, ${data('s')}, NULL::jsonb
      FROM samples.${q(metric)} s
      JOIN pgwatch2.source source ON source.id = s.source_id`;
  }
  const loose = columns.filter(({ name }) => name.startsWith('tag_'));
  const pairs = loose.map(({ name }) => `${quoteLiteral(name.slice('tag_'.length))}, e.${q(name)}::text`);
  const tags =
    loose.length === 0 ? 'series.tags' : `series.tags || jsonb_strip_nulls(jsonb_build_object(${pairs.join(', ')}))`;
  // Unnested in a select list, the arrays of a row run side by side as they are asked for. As a function in FROM, each
  // would first be laid out in a table of its own, which takes twice as long.
  return `${head}
    SELECT s.time, source.name, ${data('e')}, ${tags}
    FROM samples.${q(metric)} s
    JOIN pgwatch2.source source ON source.id = s.source_id
    CROSS JOIN LATERAL (
      SELECT ${['series', ...columns.map(({ name }) => name)].map((name) => `unnest(s.${q(name)}) AS ${q(name)}`).join(', ')}
    ) e
    JOIN pgwatch2.series series ON series.id = e.series`;
}
