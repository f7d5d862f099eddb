import { type PanelParameter, replaceParameters } from '../parameters.js';

/**
 * A variable's value as a string literal, or as several of them with commas between. Grafana doubles single quotes and puts
 * a backslash before a double quote, which PostgreSQL takes for a part of the text.
 */
const literal = (variable: string) => `\${${variable}:sqlstring}`;

/** The text that was chosen, without the backslashes that Grafana put in. */
const text = (variable: string) => `replace(${literal(variable)}, '\\"', '"')`;

/**
 * Whether a name is among the chosen ones, as Grafana would write it or as it is. "All" of a variable that has nothing to
 * choose is put in as no text at all, which IN () would not take.
 */
export const isChosen = (name: string, variable: string) =>
  `ARRAY[${name}, replace(${name}, '"', '\\"')]::text[] && ARRAY[${literal(variable)}]::text[]`;

// Of a name with a double quote, and the same with a backslash before it, the first is what Grafana writes so.
const sourceId = `(SELECT id FROM pgwatch2.source WHERE ${isChosen('name', 'source')}
  ORDER BY position('\\"' IN name), name LIMIT 1)`;

/**
 * What stands for a parameter in Grafana's SQL. Names of sources are values to be compared and never patterns, so that
 * one with a quote, a wildcard or any other character means itself.
 */
const bindings: Record<PanelParameter, string> = {
  source: sourceId,
  sources: `ARRAY(SELECT id FROM pgwatch2.source WHERE ${isChosen('name', 'sources')})`,
  from: '$__timeFrom()::timestamptz',
  to: '$__timeTo()::timestamptz',
  step: '($__interval_ms / 1000.0)::float8',
  queryid: `${literal('queryid')}::text`,
  table: text('table'),
  sproc: text('sproc'),
  search: text('search'),
  top: `${literal('top')}::int4`,
};

/** The dyno of a collector: its variable's value is what stands in the place of a source's id; empty where there is none. */
const dynoBindings = { ...bindings, source: `nullif(${literal('dyno')}, '')::int4` };

/** Puts Grafana's macros and variables in the place of a panel's parameters. */
export function bindForGrafana(sql: string, about: 'source' | 'dyno' = 'source'): string {
  const chosen = about === 'dyno' ? dynoBindings : bindings;
  return replaceParameters(sql, (name) => chosen[name]);
}

/** The variables of a dashboard that stand for parameters. */
export const variableOf: Partial<Record<PanelParameter, string>> = {
  source: 'source',
  sources: 'sources',
  queryid: 'queryid',
  table: 'table',
  sproc: 'sproc',
  search: 'search',
  top: 'top',
};
