import { isDeepStrictEqual } from 'node:util';
import { type Metric, metrics as shipped } from '@pgwatch-heroku/metrics';
import { messageOf } from '@pgwatch-heroku/shared';
import { checkMetricName } from '../samples/metric-name.js';
import type { TransferMetric } from './definitions.js';
import type { LineOf, Remark } from './parse-yaml.js';
import { takeStatement } from './take-statement.js';
import type { YamlMetric } from './yaml-schema.js';

export interface FromYaml<T> {
  /** Undefined for what is not taken over. */
  value?: T;
  problems: Remark[];
  notes: Remark[];
}

/** What people may miss; the rest of what is kept without an effect they will not. */
const kept: Readonly<Record<string, string>> = {
  init_sql:
    'is kept and not run: monitoring only reads. Run it in the monitored database yourself, if the metric needs it',
  metric_storage_name: "is kept and has no effect: it was pgwatch2's; storage_name is what counts",
};

/** A metric of a file as one of ours. */
export function fromYamlMetric(name: string, yaml: YamlMetric, lineOf: LineOf): FromYaml<TransferMetric> {
  const path = ['metrics', name] as const;
  const problems: Remark[] = [];
  const notes: Remark[] = [];
  const check = (key: string, checked: string) => {
    try {
      checkMetricName(checked);
    } catch (error) {
      problems.push({ line: lineOf([...path, key]), message: messageOf(error) });
    }
  };
  check('', name);
  if (yaml.storage_name) check('storage_name', yaml.storage_name);

  const versions = Object.entries(yaml.sqls ?? {}).map(([major, text]) => {
    const statement = takeStatement(text ?? '');
    if ('sql' in statement) return { minMajor: Number(major), sql: statement.sql };
    const row = (text ?? '').slice(0, statement.secondAt).split('\n').length;
    problems.push({
      line: lineOf([...path, 'sqls', major]),
      message: `${path.join('.')}.sqls.${major}: there is a second statement, in line ${row} of the SQL; a metric is one`,
    });
    return { minMajor: Number(major), sql: '' };
  });
  const ours = shippedMetric(name);
  const { requires_extension, availability, details } = yaml.pgwatch_heroku ?? {};
  // pgwatch's own definition of a metric that is shipped says nothing of storage, and has to fit the table that is there.
  const storage = yaml.pgwatch_heroku === undefined ? ours?.storage : yaml.pgwatch_heroku.storage;
  const metric: Metric = {
    name,
    description: yaml.description ?? '',
    versions: versions.sort((a, b) => a.minMajor - b.minMajor),
    appliesTo: yaml.node_status || 'any',
    ...(requires_extension === undefined ? {} : { requiresExtension: requires_extension }),
    ...(yaml.storage_name === undefined || yaml.storage_name === name ? {} : { storedAs: yaml.storage_name }),
    ...(availability === undefined ? {} : { availability }),
    ...(yaml.statement_timeout_seconds === undefined
      ? {}
      : { statementTimeoutMs: Math.max(1, Math.round(yaml.statement_timeout_seconds * 1_000)) }),
    ...(details === undefined ? {} : { details }),
    ...(storage === undefined ? {} : { storage: withoutAbsent({ ...storage }) as NonNullable<Metric['storage']> }),
  };

  const line = lineOf(path);
  if (ours && isMadeHere(ours) && !isDeepStrictEqual(sorted(ours), metric)) {
    const message = `metric ${name} is not taken over: the collector makes it itself`;
    return { problems: [], notes: [{ line, message }] };
  }
  if (problems.length === 0 && versions.every(({ sql }) => sql === '') && !(ours && isMadeHere(ours))) {
    return { problems, notes: [{ line, message: `metric ${name} is not taken over: there is no SQL in its sqls` }] };
  }
  const { gauges, is_instance_level, init_sql, is_private, metric_storage_name } = yaml;
  const pgwatchAttributes = withoutAbsent({ gauges, is_instance_level, init_sql, is_private, metric_storage_name });
  for (const key of Object.keys(pgwatchAttributes)) {
    if (kept[key]) notes.push({ line: lineOf([...path, key]), message: `metric ${name}: ${key} ${kept[key]}` });
  }
  return { value: { metric, pgwatchAttributes }, problems, notes };
}

/** Whether a definition is the shipped one of its name. */
export const isShippedMetric = (metric: Metric): boolean => {
  const ours = shippedMetric(metric.name);
  return ours !== undefined && isDeepStrictEqual(sorted(ours), sorted(metric));
};

/** Whether no SQL of anybody's can stand in its place. */
const isMadeHere = (metric: Metric) => metric.versions.length === 0 || metric.name === 'change_events';

const shippedMetric = (name: string) => shipped.find((metric) => metric.name === name);

const sorted = (metric: Metric): Metric => ({
  ...(withoutAbsent({ ...metric }) as unknown as Metric),
  versions: [...metric.versions].sort((a, b) => a.minMajor - b.minMajor),
});

export const withoutAbsent = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
