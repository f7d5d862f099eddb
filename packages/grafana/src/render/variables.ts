import type { PanelParameter } from '../parameters.js';
import { isChosen } from './bind-for-grafana.js';
import { dataSource } from './data-source.js';

/** A choice of what the store knows, loaded with the dashboard. */
const query = (name: string, label: string, sql: string, more: Record<string, unknown> = {}) => ({
  name,
  label,
  type: 'query',
  datasource: dataSource,
  query: sql,
  refresh: 1,
  sort: 0,
  multi: false,
  includeAll: false,
  ...more,
});

// A source that is gone comes last: its history is still to be seen.
const sources = `SELECT name FROM pgwatch2.source
WHERE ${isChosen("coalesce(group_name, 'no group')", 'group')}
ORDER BY detached_at IS NOT NULL, NOT is_enabled, name`;

const chosenSource = `IN (SELECT id FROM pgwatch2.source WHERE ${isChosen('name', 'source')})`;

const group = query(
  'group',
  'Group',
  `SELECT DISTINCT coalesce(group_name, 'no group') FROM pgwatch2.source ORDER BY 1`,
  {
    multi: true,
    includeAll: true,
    current: { text: ['All'], value: ['$__all'] },
  },
);

const tags = (name: string, label: string, metric: string, tag: string) =>
  query(
    name,
    label,
    `SELECT DISTINCT tags ->> '${tag}' FROM pgwatch2.series
WHERE metric = '${metric}' AND source_id ${chosenSource} ORDER BY 1`,
  );

const top = {
  name: 'top',
  label: 'Rows',
  type: 'custom',
  query: '5,10,20,50',
  options: ['5', '10', '20', '50'].map((value) => ({ text: value, value, selected: value === '10' })),
  current: { text: '10', value: '10' },
  multi: false,
  includeAll: false,
};

const textBox = (name: string, label: string) => ({
  name,
  label,
  type: 'textbox',
  query: '',
  current: { text: '', value: '' },
});

const byParameter: Partial<Record<PanelParameter, Record<string, unknown>[]>> = {
  source: [group, query('source', 'Database', sources)],
  sources: [
    group,
    query('sources', 'Databases', sources, {
      multi: true,
      includeAll: true,
      current: { text: ['All'], value: ['$__all'] },
    }),
  ],
  queryid: [textBox('queryid', 'Query id')],
  table: [tags('table', 'Table', 'table_stats', 'table_full_name')],
  sproc: [tags('sproc', 'Function', 'sproc_stats', 'function_full_name')],
  search: [textBox('search', 'Text')],
  top: [top],
};

/** In this order on every dashboard; what a later one is filled by comes first. */
const order: PanelParameter[] = ['sources', 'source', 'table', 'sproc', 'queryid', 'search', 'top'];

// The number is what dynoSourceId() of the store makes of a name.
const dyno = query(
  'dyno',
  'Collector dyno',
  `SELECT dyno AS __text, (-greatest(1, coalesce(substring(dyno FROM '[.]([0-9]+)\\Z')::int, 1)))::text AS __value
FROM pgwatch2.collector ORDER BY seen_at DESC`,
);

/** The variables that a dashboard needs for the parameters of its panels. */
export function variablesFor(parameters: ReadonlySet<PanelParameter>, about: 'source' | 'dyno' = 'source') {
  if (about === 'dyno') return [dyno];
  const wanted = order.filter((name) => parameters.has(name)).flatMap((name) => byParameter[name] ?? []);
  return wanted.filter((variable, index) => wanted.indexOf(variable) === index);
}
