import { quoteIdentifier } from '@pgwatch-heroku/shared';
import { marked } from './marked.js';

export interface WrapColumn {
  name: string;
  type: string;
}

/** A guard against a query that runs away, not a limit that any metric should meet. */
export const maxSeriesPerFetch = 2_000;

// The line ends before the bracket closes, because the SQL may end in a comment.
const from = (sql: string): string => `FROM (${sql}\n) m`;

/** Names and types of a query's columns without running it. */
export const describeSql = (sql: string): string => marked(`SELECT * ${from(sql)} LIMIT 0`);

/** Why a metric is not available, if so, and what helps. */
export const availabilitySql = (sql: string): string => marked(sql);

/** One row of typed values, and a second one where there are several, which says that tags are missing. */
export function singleRowSql(sql: string, columns: readonly WrapColumn[]): string {
  return marked(`SELECT ${columns.map(cast).join(', ')} ${from(sql)} LIMIT 2`);
}

/**
 * All rows as one: how many series there are, how many rows share their tags with another, the tags as a JSON array of
 * arrays, then an array per column, of the first `maxSeriesPerFetch` in the order of the tags. The server builds the
 * arrays, so that the collector passes on one text per column instead of handling each value. Rows with equal tags would be
 * one series several times: one of them is kept.
 */
export function arraysSql(sql: string, tags: readonly string[], columns: readonly WrapColumn[]): string {
  const tagNames = tags.map((_, i) => `t${i}`);
  const tagList = tagNames.join(', ');
  const inner = [
    ...tags.map((tag, i) => `(m.${quoteIdentifier(tag)}::text COLLATE "C") AS t${i}`),
    ...columns.map((column, i) => `${cast(column)} AS c${i}`),
  ];
  const first = `FILTER (WHERE n <= ${maxSeriesPerFetch})`;
  const outer = [
    'count(*)',
    'coalesce(sum(alike) FILTER (WHERE alike > 1), 0)',
    `(json_agg(json_build_array(${tagList})) ${first})::text`,
    ...columns.map((_, i) => `(array_agg(c${i}) ${first})::text`),
  ];
  // Counted in the order that DISTINCT needs, and numbered as they come: one sort, and nothing is held back.
  return marked(`SELECT ${outer.join(', ')} FROM (SELECT s.*, row_number() OVER () AS n FROM (
SELECT DISTINCT ON (${tagList}) r.*, count(*) OVER (PARTITION BY ${tagList}) AS alike FROM (
SELECT ${inner.join(', ')} ${from(sql)}) r ORDER BY ${tagList}) s) s`);
}

const cast = ({ name, type }: WrapColumn): string => `m.${quoteIdentifier(name)}::${type}`;
