import { sourceAlias } from '@pgwatch-heroku/shared';
import type { AttachedSource } from '../sources/sync-attached-sources.js';
import { noPreset, type TransferSource } from './definitions.js';
import { type FromYaml, withoutAbsent } from './from-yaml-metric.js';
import type { LineOf, Remark } from './parse-yaml.js';
import type { YamlSource } from './yaml-schema.js';

export interface AliasedSource {
  alias: string;
  isAttached: boolean;
  /** Config vars that lead to the same database. */
  sameAs: string[];
  source: TransferSource;
}

const unused: Readonly<Record<string, string>> = {
  custom_tags: 'are kept and not put on samples yet',
  include_pattern: 'is kept and has no effect: every database is attached by itself',
  exclude_pattern: 'is kept and has no effect: every database is attached by itself',
  is_superuser: 'is kept and has no effect: Heroku has no superusers',
  host_config: 'is kept and has no effect: Heroku looks after its hosts',
};
const defaultPreset = 'heroku_postgres';

/** A source of a file, bound to the config var that it names. The text of another conn_str is in no message. */
export function fromYamlSource(
  index: number,
  yaml: YamlSource,
  lineOf: LineOf,
  attachments: readonly AttachedSource[],
): FromYaml<AliasedSource> {
  const line = lineOf(['sources', index]);
  const notes: Remark[] = [];
  const { kind = 'postgres' } = yaml;
  if (kind !== 'postgres' && kind !== '') {
    const message = `source ${yaml.name} is not taken over: its kind is ${kind}, and only PostgreSQL databases are monitored, each by itself`;
    return { problems: [], notes: [{ line, message }] };
  }
  const connLine = lineOf(['sources', index, 'conn_str']);
  const variable = /^\s*\$(?:(\w+)|\{(\w+)\})\s*$/
    .exec(yaml.conn_str ?? '')
    ?.slice(1)
    .find(Boolean);
  if (variable === undefined) {
    const proposed = `PGWATCH2_MONITOREDDB_${yaml.name.toUpperCase().replaceAll(/\W+/g, '_')}`;
    const message = `source ${yaml.name}: conn_str has to name a config var, as addresses with passwords are not stored. Attach the database (heroku addons:attach <database> --as ${proposed}), or set ${proposed}_URL to its URL, and write conn_str: $${proposed}_URL`;
    return { problems: [{ line: connLine, message }], notes: [] };
  }
  const attachment = attachments.find((one) => one.variable === variable || one.sameAs.includes(variable));
  const alias = attachment?.alias ?? sourceAlias(variable, {});
  if (alias === undefined) {
    const message = `source ${yaml.name}: $${variable} asks for no monitoring; the config vars of monitored databases are PGWATCH2_MONITOREDDB_<NAME>_URL`;
    return { problems: [{ line: connLine, message }], notes: [] };
  }
  const say = (message: string) => notes.push({ line, message: `source ${yaml.name}: ${message}` });
  if (alias !== yaml.name) say(`is named ${alias} here, after its config var`);
  if (!attachment)
    say(`$${variable} is not set to a PostgreSQL URL yet; monitoring begins once a database is attached under it`);

  const { custom_tags, include_pattern, exclude_pattern, is_superuser, host_config } = yaml;
  const pgwatchAttributes = withoutAbsent({ custom_tags, include_pattern, exclude_pattern, is_superuser, host_config });
  for (const key of Object.keys(pgwatchAttributes)) say(`${key} ${unused[key]}`);
  const hasOwn = yaml.custom_metrics !== undefined && Object.keys(yaml.custom_metrics).length > 0;
  const hasOwnStandby = yaml.custom_metrics_standby !== undefined;
  return {
    value: {
      alias,
      isAttached: attachment !== undefined,
      sameAs: attachment?.sameAs ?? [],
      source: {
        variable: attachment?.variable ?? variable,
        group: yaml.group ?? null,
        preset: yaml.preset_metrics || (hasOwn ? noPreset : defaultPreset),
        presetStandby: yaml.preset_metrics_standby || null,
        customMetrics: yaml.custom_metrics ?? {},
        customMetricsStandby: hasOwnStandby ? (yaml.custom_metrics_standby ?? {}) : null,
        onlyIfPrimary: yaml.only_if_master ?? false,
        isEnabled: yaml.is_enabled ?? true,
        pgwatchAttributes,
      },
    },
    problems: [],
    notes,
  };
}
