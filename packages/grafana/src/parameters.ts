/** Types of the named parameters that a panel's SQL may have. */
export const parameterTypes = {
  /** Id of a source, or what dynoSourceId() of the store makes of a dyno's name. */
  source: 'int4',
  /** Ids of the sources that a panel is about. */
  sources: 'int4[]',
  from: 'timestamptz',
  to: 'timestamptz',
  /** Seconds that one point of a line stands for. */
  step: 'float8',
  queryid: 'text',
  /** Full name of a table. */
  table: 'text',
  /** Full name of a function or procedure. */
  sproc: 'text',
  /** Part of a text that is looked for. */
  search: 'text',
  /** So many rows at most. */
  top: 'int4',
} as const;

export type PanelParameter = keyof typeof parameterTypes;

const names = Object.keys(parameterTypes).join('|');
// Neither a cast (`a::text`) nor a part of a longer name.
const pattern = new RegExp(`(?<![:\\w]):(${names})\\b`, 'g');

/** Puts something in the place of each parameter. */
export const replaceParameters = (sql: string, replace: (name: PanelParameter) => string): string =>
  sql.replaceAll(pattern, (_match, name: PanelParameter) => replace(name));

/** The parameters that a panel's SQL has. */
export const parametersOf = (sql: string): Set<PanelParameter> =>
  new Set([...sql.matchAll(pattern)].map((match) => match[1] as PanelParameter));
