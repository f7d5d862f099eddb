import type { TablePanel, TimeseriesPanel } from '../panel.js';

const kinds = ['configuration', 'index', 'privilege', 'sproc', 'table'] as const;

export const changesOverTime: TimeseriesPanel = {
  id: 'changes-over-time',
  title: 'Changes',
  help: 'How many objects were made, altered or dropped, by kind; nothing is good news.',
  unit: 'short',
  kind: 'timeseries',
  // Mostly single moments, of several kinds at once: as lines they would be one dot on another.
  stacked: true,
  bars: true,
  metrics: kinds.map((kind) => `${kind}_changes`),
  sql: `
SELECT date_bin(make_interval(secs => greatest(:step, extract(epoch FROM :to - :from)::float8 / 2000)), change.time, 'epoch') AS time,
  change.label, sum(change.number)::float8 AS value
FROM (
  ${kinds.map((kind) => `SELECT time, '${kind}' AS label, cardinality(series) AS number FROM samples.${kind}_changes WHERE source_id = :source AND time BETWEEN :from AND :to`).join('\n  UNION ALL ')}
) change
GROUP BY 1, change.label
ORDER BY 1, change.label`,
};

/** Each element of the changes of a kind, with the tags of what it is about as `described.tags`. */
const elementsOf = (kind: (typeof kinds)[number], values: readonly string[]) => `(
  SELECT fetched_at, ${['series', 'event', ...values].map((column) => `unnest("${column}") AS "${column}"`).join(', ')}
  FROM (
    SELECT * FROM samples.${kind}_changes
    WHERE source_id = :source AND time BETWEEN :from AND :to ORDER BY time DESC LIMIT 200
  ) recent
) element
JOIN pgwatch2.series described ON described.id = element.series`;

const tag = (name: string) => `described.tags ->> '${name}'`;

const inWords = (kind: (typeof kinds)[number], sql: string, values: readonly string[] = []) =>
  `SELECT element.fetched_at, ${sql} AS details FROM ${elementsOf(kind, values)}`;

const verb = `CASE element.event WHEN 'create' THEN 'created' WHEN 'alter' THEN 'altered' WHEN 'drop' THEN 'dropped'
    WHEN 'GRANT' THEN 'granted' WHEN 'REVOKE' THEN 'revoked' ELSE element.event END`;

export const changesInWords: TablePanel = {
  id: 'changes-in-words',
  title: 'What happened',
  help: 'Every change and restart in a sentence of its own, the latest first.',
  unit: 'short',
  kind: 'table',
  metrics: ['object_changes', ...kinds.map((kind) => `${kind}_changes`)],
  columns: [
    { name: 'seen', title: 'Seen', unit: 'time' },
    { name: 'details', title: 'What', unit: 'text' },
  ],
  sql: `
SELECT fetched_at AS seen, details
FROM (
  SELECT fetched_at, 'The server restarted or failed over' AS details
  FROM samples.object_changes
  WHERE source_id = :source AND time BETWEEN :from AND :to AND details LIKE 'Detected server restart%'
  UNION ALL ${[
    inWords('configuration', `concat('Setting ', ${tag('setting')}, ' is now ', element.value)`, ['value']),
    inWords('table', `concat('Table ', ${tag('table')}, ' ', ${verb})`),
    inWords('index', `concat('Index ', ${tag('index')}, ' on ', element."table", ' ', ${verb})`, ['table']),
    inWords('sproc', `concat('Function ', ${tag('sproc')}, ' ', ${verb})`),
    inWords(
      'privilege',
      `concat(element.privilege_type, ' on ', ${tag('object')}, ' ', ${verb}, CASE element.event WHEN 'REVOKE' THEN ' from ' ELSE ' to ' END, ${tag('role')})`,
      ['privilege_type'],
    ),
  ].join('\n  UNION ALL ')}
) change
ORDER BY fetched_at DESC, details
LIMIT 500`,
};

interface Kind {
  kind: (typeof kinds)[number];
  title: string;
  help: string;
  /** Name of a column -> its title and SQL over `element` and `described`. */
  columns: Record<string, [title: string, sql: string]>;
  values: string[];
}

const changesOf = ({ kind, title, help, columns, values }: Kind): TablePanel => ({
  id: `changes-${kind}`,
  title,
  help,
  unit: 'short',
  kind: 'table',
  metrics: [`${kind}_changes`],
  columns: [
    { name: 'seen', title: 'Seen', unit: 'time' },
    { name: 'event', title: 'Event', unit: 'text' },
    ...Object.entries(columns).map(([name, [title]]) => ({ name, title, unit: 'text' })),
  ],
  sql: `
SELECT element.fetched_at AS seen, element.event, ${Object.entries(columns)
    .map(([name, [, sql]]) => `${sql} AS ${name}`)
    .join(', ')}
FROM ${elementsOf(kind, values)}
ORDER BY element.fetched_at DESC, element.series
LIMIT 500`,
});

export const changesConfiguration = changesOf({
  kind: 'configuration',
  title: 'Settings that changed',
  help: 'Settings of the server that got another value; values of secrets are never read.',
  columns: { setting: ['Setting', tag('setting')], value: ['New value', 'element.value'] },
  values: ['value'],
});
export const changesTable = changesOf({
  kind: 'table',
  title: 'Tables that changed',
  help: 'Tables and views whose columns were made, altered or dropped.',
  columns: { name: ['Table', tag('table')] },
  values: [],
});
export const changesIndex = changesOf({
  kind: 'index',
  title: 'Indexes that changed',
  help: 'Indexes that were made, altered or dropped.',
  columns: { name: ['Index', tag('index')], on_table: ['Table', 'element."table"'] },
  values: ['table'],
});
export const changesSproc = changesOf({
  kind: 'sproc',
  title: 'Functions that changed',
  help: 'Functions and procedures that were made, altered or dropped.',
  columns: { name: ['Function', tag('sproc')] },
  values: [],
});
export const changesPrivilege = changesOf({
  kind: 'privilege',
  title: 'Privileges that changed',
  help: 'Privileges that were granted or revoked.',
  columns: {
    role: ['Role', tag('role')],
    privilege: ['Privilege', 'element.privilege_type'],
    object: ['On', tag('object')],
    object_type: ['Kind', 'element.object_type'],
  },
  values: ['privilege_type', 'object_type'],
});
