import { type Metric, metrics } from '@pgwatch-heroku/metrics';
import type { Panel } from '../panel.js';

/** The oldest PostgreSQL that is monitored: what begins with it needs no word. */
const oldestMajor = Math.min(...metrics.flatMap(({ versions }) => versions.map(({ minMajor }) => minMajor)));

const roleOf: Partial<Record<Metric['appliesTo'], string>> = {
  primary: 'a primary (a follower has no figures of it)',
  standby: 'a follower that is monitored itself',
};

/** What a server and a role must have for a metric to give anything, from its definition. */
function needsOf({ requiresExtension, versions, appliesTo, availability }: Metric): string[] {
  const firstMajor = Math.min(...versions.map(({ minMajor }) => minMajor));
  const closed = availability?.includes('has_function_privilege')
    ? 'pg_monitor (Standard plans and up)'
    : `a role that may read the ${availability?.includes('has_sequence_privilege') ? 'sequences' : 'tables'}`;
  return [
    requiresExtension && `extension ${requiresExtension}`,
    Number.isFinite(firstMajor) && firstMajor > oldestMajor && `PostgreSQL ${firstMajor} or later`,
    roleOf[appliesTo],
    availability && closed,
  ].filter((need) => typeof need === 'string');
}

/** What a role without pg_monitor is not shown of others, by the helper that shows it. */
const hiddenWithout: Readonly<Record<string, string>> = {
  get_stat_activity: 'what sessions of other roles do is not seen',
  get_stat_replication: 'followers are not seen',
  get_stat_statements: 'statements of other roles are not told apart',
};

const helpersOf = ({ versions }: Metric): string[] =>
  versions
    .flatMap(({ sql }) => [...sql.matchAll(/\{\{pg_(\w+)\}\}/g)].map((match) => `get_${match[1]}`))
    .filter((helper) => helper in hiddenWithout);

/** What a panel's metrics need to be there at all, and who sees all of it: a sentence each, none twice. */
export function requirementsOf({ metrics: names }: Pick<Panel, 'metrics'>): string[] {
  const read = metrics.filter(({ name }) => names.includes(name));
  const needs = new Set(read.flatMap(needsOf));
  const helpers = new Set(read.flatMap(helpersOf));
  return [
    ...[...needs].map((need) => {
      const those = read.filter((metric) => needsOf(metric).includes(need)).map(({ name }) => name);
      if (those.length === names.length) return `Needs ${need}.`;
      return `What comes from ${those.join(' and ')} needs ${need}.`;
    }),
    ...[...helpers].map(
      (helper) => `Without pg_monitor (Standard plans and up) or the helper ${helper}, ${hiddenWithout[helper]}.`,
    ),
  ];
}
